import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { listServices } from '#lib/booking/free-times/list-services.ts';
import { signIn } from '#lib/identity/sign-in.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { demoSignIns, seedDemo } from '#prisma/seed/demo.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';

const owner = openDatabase(databaseUrl('migrate'));
const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(emptyTables);
afterAll(async () => {
  await Promise.all([owner.$disconnect(), scheduler.$disconnect(), closeDatabase()]);
});

const counts = async () => ({
  centers: await db().serviceCenter.count(),
  advisors: await db().resource.count({ where: { kind: 'advisor' } }),
  rooms: await db().resource.count({ where: { kind: 'room' } }),
  absences: await db().absence.count(),
  services: await db().service.count(),
  sessions: await db().groupSession.count(),
  hours: await db().hours.count(),
  appointments: await db().appointment.count(),
  mails: await db().outboxMessage.count(),
});

describe('the demo scenario (PF1)', () => {
  const wishes: [string, Partial<BookingChoice>, string[]][] = [
    ['Turkish', { wishes: { language: 'tr' } }, ['Frau Yıldız']],
    ['sign language', { wishes: { interpreter: 'sign:dgs' }, center: 'koeln' }, ['Frau Yıldız', 'Herr Brandt']],
    ['step-free', { channel: 'on_site', center: 'koeln', wishes: { stepFree: true } }, ['Frau Yıldız', 'Herr Brandt']],
  ];
  it('has times for those with wishes (BK9)', async () => {
    await setClock(Temporal.Instant.from('2026-11-22T22:07:00Z'));
    await seedDemo(owner);
    for (const [name, wish, labels] of wishes) {
      const offered = await listFreeTimes({ service: 'hilfsmittel', channel: 'video', limit: 40, ...wish });
      if (!offered.ok) throw new Error(offered.reason);
      expect(offered.times.length, name).toBeGreaterThan(10);
      const found = offered.times.flatMap(({ advisors }) => advisors.map(({ label }) => label));
      expect([...new Set(found)].toSorted(), name).toEqual(labels);
    }
    const bonn = { service: 'hilfsmittel', channel: 'on_site', center: 'bonn', wishes: { stepFree: true } } as const;
    expect(await listFreeTimes({ ...bonn, limit: 1 })).toMatchObject({ ok: true, times: [] });
  });

  it('is whole, can be signed in to, and has a video time within minutes at any hour', async () => {
    // A Sunday, late in the evening.
    await setClock(Temporal.Instant.from('2026-11-22T22:07:00Z'));
    await seedDemo(owner);
    const first = await counts();
    expect(first).toMatchObject({ centers: 3, advisors: 5, services: 7, sessions: 10, mails: 1 });
    expect(first.appointments).toBeGreaterThan(20);
    await seedDemo(owner);
    expect(await counts()).toEqual(first);

    expect(await listServices()).toHaveLength(7);
    for (const service of await listServices()) {
      for (const channel of service.channels) {
        const times = await listFreeTimes({ service: service.slug, channel, limit: 3 });
        expect(times.ok && times.times.length).toBeGreaterThanOrEqual(3);
      }
    }
    const video = await listFreeTimes({ service: 'allgemeine-beratung', channel: 'video', limit: 1 });
    expect(video.ok && video.times[0]?.startsAt.toString()).toBe('2026-11-22T22:15:00Z');
    const [staff] = demoSignIns;
    expect(await signIn({ email: staff?.email ?? '', password: staff?.password ?? '' }, null)).toMatchObject({
      ok: true,
    });

    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 0, failed: 0 });
    expect((await mailbox.waitForMailTo('mitglied1@beispiel.example')).content.text).toContain('/videoberatung#');
  });
});
