import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { readDraftOf, writeDraftOf } from '#lib/booking/hold/draft.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { purge } from '#lib/privacy/purge.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { allKeys, bookAppointment, concern, contact, dayAfter, destroyAllKeys, openCenter } from './scenario.ts';

const owner = openDatabase(databaseUrl('migrate'));
const web = openDatabase(databaseUrl('web'));
const scheduler = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([owner, web, scheduler].map((database) => database.$disconnect())));

const start = '2026-11-22T14:00:00+01:00';

beforeEach(async () => {
  await emptyTables();
  await destroyAllKeys();
});

const textOf = (records: Awaited<ReturnType<typeof exportPerson>>) => JSON.stringify(records);

describe('shorter clocks', () => {
  it('an appointment on site goes 30 days after it took place, its concern after 7 (DP4)', async () => {
    await setClock(start);
    const matter = await bookAppointment(owner, await openCenter(owner), 'on_site', 20);
    await setClock(dayAfter(start, 25, '23:59:59.999'));
    expect((await purge(scheduler)).removed).toEqual({});
    expect(textOf(await exportPerson(matter.appointmentId, web))).toContain(concern);
    await setClock(dayAfter(start, 26));
    expect(textOf(await exportPerson(matter.appointmentId, web))).not.toContain(concern);
    expect((await purge(scheduler)).removed).toEqual({ 'Appointment.concern': 1 });
    await setClock(dayAfter(start, 48, '23:59:59.999'));
    expect((await purge(scheduler)).removed).toEqual({});
    expect(textOf(await exportPerson(matter.appointmentId, web))).toContain(contact.lastName);
    await setClock(dayAfter(start, 49));
    expect(await purge(scheduler)).toEqual({
      removed: { Appointment: 1, Claim: 1, OutboxMessage: 1 },
      keysDestroyed: 1,
      overdue: {},
    });
    expect(await allKeys()).toEqual([]);
  });

  it('a hold ends with its minute, key and claims included; a confirmed appointment beside it stays', async () => {
    await setClock(start);
    const center = await openCenter(owner);
    const confirmed = await bookAppointment(owner, center, 'video', 3);
    const held = await bookAppointment(owner, center, 'video', 3);
    const expiresAt = new Date(Date.parse(start) + 10 * 60_000);
    await owner.appointment.update({
      where: { id: held.appointmentId },
      data: { state: 'held', confirmedAt: null, expiresAt, promisedUntil: expiresAt },
    });
    await setClock(new Date(expiresAt.getTime() - 1).toISOString());
    expect((await purge(scheduler)).removed).toEqual({});
    await setClock(expiresAt.toISOString());
    expect(await purge(scheduler)).toEqual({
      removed: { Appointment: 1, Claim: 1, OutboxMessage: 1 },
      keysDestroyed: 1,
      overdue: {},
    });
    expect(await owner.appointment.findMany({ select: { id: true } })).toEqual([{ id: confirmed.appointmentId }]);
    expect(await allKeys()).toHaveLength(1);
  });

  it('codes, drafts, sessions and tries of sign-in end to the minute', async () => {
    await setClock(start);
    const center = await openCenter(owner);
    const at = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000);
    const hash = () => new Uint8Array(crypto.getRandomValues(new Uint8Array(32)));
    const keyRef = await keyStore().create(
      crypto.randomUUID(),
      dayAfter(start, 2).toZonedDateTimeISO('Europe/Berlin').toPlainDate(),
    );
    await owner.oneTimeCode.create({
      data: {
        purpose: 'confirm_appointment',
        subjectId: crypto.randomUUID(),
        codeHash: hash(),
        browserHash: hash(),
        expiresAt: at(10),
      },
    });
    await owner.draft.create({ data: { browserHash: hash(), keyRef, expiresAt: at(120) } });
    await owner.staffSession.create({ data: { staffId: center.staffId, expiresAt: at(600) } });
    await owner.signInAttempt.create({ data: { keyHash: hash(), attemptAt: at(0) } });
    const removedAt = async (minutes: number) => {
      await setClock(at(minutes).toISOString());
      return (await purge(scheduler)).removed;
    };
    expect(await removedAt(14.99)).toEqual({});
    expect(await removedAt(39.99)).toEqual({ SignInAttempt: 1 });
    expect(await removedAt(40)).toEqual({ OneTimeCode: 1 });
    expect(await removedAt(119.99)).toEqual({});
    expect(await removedAt(120)).toEqual({ Draft: 1 });
    expect(await removedAt(600)).toEqual({ StaffSession: 1 });
    expect(await allKeys()).toEqual([]);
  });

  it('what is typed just before midnight is still there after the purge of the next day', async () => {
    const browser = new Uint8Array(crypto.getRandomValues(new Uint8Array(32)));
    await setClock('2026-11-22T23:59:00+01:00');
    await writeDraftOf(browser, { firstName: contact.firstName }, web);
    await setClock('2026-11-23T00:07:00+01:00');
    expect((await purge(scheduler)).keysDestroyed).toBe(0);
    expect(await readDraftOf(browser, web)).toEqual({ firstName: contact.firstName });
    await setClock('2026-11-23T01:59:00+01:00');
    expect(await readDraftOf(browser, web)).toEqual({});
    expect(await purge(scheduler)).toEqual({ removed: { Draft: 1 }, keysDestroyed: 1, overdue: {} });
  });

  it('the purge ends its own traces too: runs after a day, the trail after a year, reports after three', async () => {
    await setClock(start);
    await recordAudit(owner, {
      actorKind: 'system',
      action: 'purge:ran',
      objectKind: 'purge',
      objectId: crypto.randomUUID(),
    });
    await owner.jobRun.create({
      data: { job: 'x', tickAt: new Date(start), runner: 'x', leaseUntil: new Date(start), outcome: 'done' },
    });
    await purge(scheduler);
    await setClock(dayAfter(start, 1));
    expect((await purge(scheduler)).removed).toEqual({ JobRun: 1 });
    await setClock(dayAfter(start, 363, '23:59:59'));
    expect((await purge(scheduler)).removed).toEqual({});
    await setClock(dayAfter(start, 364));
    expect((await purge(scheduler)).removed).toEqual({ AuditEntry: 1 });
    await setClock(dayAfter(start, 1095));
    expect((await purge(scheduler)).removed).toEqual({ DeletionReport: 1 });
  });
});
