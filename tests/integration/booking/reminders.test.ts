import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { holdMove } from '#lib/booking/change/hold-move.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { sendReminders } from '#lib/booking/reminder/send-reminders.ts';
import { switchChannel } from '#lib/booking/change/switch-channel.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { book, type Booked, prove, setDeadline } from './changing.ts';
import { openMessage } from './code-of.ts';
import { change } from './resources.ts';
import { makeWorld, tuesday } from './world.ts';

const schedulers = Array.from({ length: 3 }, () => openDatabase(databaseUrl('scheduler')));
const [scheduler = db()] = schedulers;
/** Thursday of next week, 14:00 in Berlin. */
const startsAt = '2026-12-10T13:00:00Z';
const start = Temporal.Instant.from(startsAt);
const before = (hours: number, from = start) => from.subtract({ minutes: hours * 60 });

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
  await makeWorld({ advisors: 2 });
  await remind('{2880,120}');
});
afterAll(async () => {
  await Promise.all([...schedulers.map((pool) => pool.$disconnect()), closeDatabase()]);
});

/** When members are reminded, and how. */
const remind = (minutes: string, by = 'preferred') =>
  change('UPDATE service SET reminders = $1, remind_by = $2', [minutes, by]);

const reminders = (appointmentId?: string) =>
  db().outboxMessage.findMany({
    where: { template: 'appointment-reminder', ...(appointmentId !== undefined && { appointmentId }) },
    orderBy: [{ createdAt: 'asc' }, { once: 'asc' }],
  });

/** What a tick writes at an instant. */
async function tickAt(instant: Temporal.Instant): Promise<number> {
  await setClock(instant);
  const { reminded, failed } = await sendReminders(scheduler);
  expect(failed).toBe(0);
  return reminded;
}

async function moveTo(booked: Booked, to: string): Promise<void> {
  const { right, own } = await prove(booked);
  await holdMove({ right, choice: { channel: 'video', startsAt: Temporal.Instant.from(to) } });
  expect(await moveAppointment({ right, version: own.appointment.version })).toEqual({ ok: true });
}

describe('reminders (BK7)', () => {
  it('come at their time, each once, by the job that the scheduler runs', async () => {
    const { appointmentId } = await book(startsAt);
    expect(await tickAt(before(48).subtract({ seconds: 1 }))).toBe(0);
    expect(await tickAt(before(48))).toBe(1);
    expect([await tickAt(before(47)), await tickAt(before(2).subtract({ seconds: 1 }))]).toEqual([0, 0]);
    await setClock(before(2));
    const job = jobs.find(({ name }) => name === 'booking:send-reminders');
    expect(await job?.run(scheduler)).toEqual({ reminded: 1, withdrawn: 0, failed: 0 });
    expect(await tickAt(before(1))).toBe(0);
    const seconds = start.epochMilliseconds / 1000;
    expect((await reminders(appointmentId)).map(({ once, state }) => [once, state])).toEqual([
      [`reminder:${appointmentId}:${seconds}:2880`, 'waiting'],
      [`reminder:${appointmentId}:${seconds}:120`, 'waiting'],
    ]);
  });

  it('say when, how, where it can be changed, and nothing of what it is about', async () => {
    await book(startsAt);
    await sendOutbox(scheduler);
    mailbox.clear();
    await tickAt(before(48));
    await sendOutbox(scheduler);
    const { content } = await mailbox.waitForMailTo('wilhelmine@postfach.example');
    expect(content.subject).toBe('Erinnerung: Ihr Termin am Donnerstag, 10. Dezember 2026, 14:00 Uhr');
    for (const form of [content.text, content.html]) {
      expect(form).toMatch(/\/videoberatung#[\w-]{43}/);
      expect(form).toMatch(/\/termin\/mein#[\w-]{43}/);
      expect(form).not.toMatch(/Pflegegrad|Care level|Wilhelmine|Ödön|A123456780|Rollstuhl/);
    }
    const [file] = content.attachments;
    expect(file?.filename).toBe('termin.ics');
    const [sent] = await reminders();
    expect([sent?.state, sent?.payload]).toEqual(['sent', null]);
  });

  it('are none for who was told after the time for it', async () => {
    await setClock(before(47));
    await book(startsAt);
    expect(await tickAt(before(46))).toBe(0);
    expect(await tickAt(before(2))).toBe(1);
  });

  it('are of the new time when it was moved', async () => {
    const booked = await book(startsAt);
    expect(await tickAt(before(48))).toBe(1);
    const later = '2026-12-14T13:00:00Z';
    await moveTo(booked, later);
    expect(await tickAt(before(2))).toBe(0);
    const next = Temporal.Instant.from(later);
    expect([await tickAt(before(48, next)), await tickAt(before(2, next))]).toEqual([1, 1]);
  });

  it('are none when the move was told after the time for it', async () => {
    const booked = await book('2026-12-14T13:00:00Z');
    await setClock(before(20));
    await moveTo(booked, startsAt);
    expect(await tickAt(before(5))).toBe(0);
    expect(await tickAt(before(2))).toBe(1);
  });

  it('are none of a cancelled one; taken back, those that are still to come', async () => {
    await setDeadline(0);
    const { right, own } = await prove(await book(startsAt));
    const { version } = own.appointment;
    await setClock(before(49));
    expect(await cancelAppointment({ right, version })).toEqual({ ok: true });
    expect(await tickAt(before(48.5))).toBe(0);
    await setClock(before(48.9));
    await undoCancellation({ right, version: version + 1 });
    expect(await tickAt(before(48))).toBe(1);
  });

  it('say the way that holds when they are written', async () => {
    const { right, own } = await prove(await book(startsAt));
    await switchChannel({ right, version: own.appointment.version, channel: 'phone' });
    await tickAt(before(48));
    const [row] = await reminders();
    expect(row === undefined ? null : await openMessage(row)).toMatchObject({
      values: { channel: 'phone', validUntil: startsAt },
    });
  });

  it('go the way that the service says; a landline gets no SMS', async () => {
    const mobile = { form: { phone: '0151 23456789' } };
    await remind('{2880}', 'both');
    const landline = await book(startsAt);
    const both = await book(startsAt, mobile);
    expect(await tickAt(before(48))).toBe(2);
    const mediaOf = async (id: string) => (await reminders(id)).map(({ medium }) => medium);
    expect([await mediaOf(landline.appointmentId), await mediaOf(both.appointmentId)]).toEqual([
      ['email'],
      ['email', 'sms'],
    ]);
    await remind('{120}', 'sms');
    expect(await tickAt(before(2))).toBe(2);
    expect([await mediaOf(landline.appointmentId), await mediaOf(both.appointmentId)]).toEqual([
      ['email', 'email'],
      ['email', 'sms', 'sms'],
    ]);
    // Nobody proved that number: it may be a stranger's, and gets nothing that opens the appointment (BK4).
    const opened = await Promise.all((await reminders(both.appointmentId)).map(openMessage));
    expect(opened.map(({ to, values }) => [to.medium, (values as { isProved?: boolean }).isProved])).toEqual([
      ['email', true],
      ['sms', false],
      ['sms', false],
    ]);
  });
});

describe('reminders and the clock (BK7)', () => {
  it('wait for the morning, or come on the evening before', async () => {
    // 8:30 in Berlin: two hours before it is night.
    const early = Temporal.Instant.from('2026-12-10T07:30:00Z');
    await book(early.toString());
    const evening = Temporal.Instant.from('2026-12-09T18:00:00Z');
    expect(await tickAt(before(48, early))).toBe(1);
    expect([await tickAt(evening.subtract({ minutes: 1 })), await tickAt(evening)]).toEqual([0, 1]);
  });

  it.each([
    ['2027-03-28', '2027-03-26T09:00:00Z', '2027-03-28T08:00:00Z'],
    ['2027-10-31', '2027-10-29T08:00:00Z', '2027-10-31T09:00:00Z'],
  ])('come two days before at ten, on the day when clocks change (%s)', async (_day, wanted, starts) => {
    const sent = Temporal.Instant.from(wanted);
    await setClock(sent.subtract({ hours: 24 * 10 }));
    await book(starts);
    expect([await tickAt(sent.subtract({ seconds: 1 })), await tickAt(sent)]).toEqual([0, 1]);
  });

  it('that were missed while no scheduler ran come late, one for all, by day, and never once it has begun', async () => {
    const { appointmentId } = await book(startsAt);
    const night = Temporal.Instant.from('2026-12-09T21:00:00Z');
    expect(await tickAt(night)).toBe(0);
    expect(await tickAt(before(1))).toBe(1);
    expect((await reminders(appointmentId)).map(({ once }) => once?.split(':')[3])).toEqual(['120']);
    expect(await tickAt(before(0.9))).toBe(0);
    await setClock(tuesday);
    await book('2026-12-10T14:00:00Z');
    expect(await tickAt(Temporal.Instant.from('2026-12-10T13:46:00Z'))).toBe(0);
    expect(await tickAt(Temporal.Instant.from('2026-12-10T14:00:00Z'))).toBe(0);
  });

  it('that wait for the mail server go with what they tell about: cancelled, moved, begun', async () => {
    await setDeadline(0);
    const [cancelled, moved, begun] = [await book(startsAt), await book(startsAt), await book('2026-12-10T12:00:00Z')];
    expect(await tickAt(before(46))).toBe(3);
    const { right, own } = await prove(cancelled);
    await cancelAppointment({ right, version: own.appointment.version });
    await moveTo(moved, '2026-12-14T13:00:00Z');
    expect(await sendReminders(scheduler)).toEqual({ reminded: 0, withdrawn: 2, failed: 0 });
    expect((await reminders()).map(({ appointmentId }) => appointmentId)).toEqual([begun.appointmentId]);
    await setClock(Temporal.Instant.from('2026-12-10T12:00:00Z'));
    expect(await sendReminders(scheduler)).toMatchObject({ withdrawn: 1 });
    expect(await reminders()).toEqual([]);
  });

  it('are withdrawn when the way changes while they wait: that message says how it is now', async () => {
    const { right, own } = await prove(await book(startsAt));
    expect(await tickAt(before(48))).toBe(1);
    await setClock(before(48).add({ minutes: 1 }));
    await setDeadline(0);
    const { version } = own.appointment;
    expect(await switchChannel({ right, version, channel: 'phone' })).toEqual({ ok: true });
    expect(await sendReminders(scheduler)).toEqual({ reminded: 0, withdrawn: 1, failed: 0 });
    expect(await reminders()).toEqual([]);
  });
});

describe('several schedulers (BK7, MS4)', () => {
  it('write each reminder once, however many do so at once, and come to all of them by small pages', async () => {
    const starts = Array.from({ length: 12 }, (_, i) => start.add({ minutes: 30 * i }).toString());
    for (const at of starts) await book(at);
    await setClock('2026-12-08T18:45:00Z');
    const counts = await Promise.all([...schedulers, ...schedulers].map((pool) => sendReminders(pool, 2)));
    expect(counts.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(12);
    const written = await reminders();
    expect(written).toHaveLength(12);
    expect(new Set(written.map(({ appointmentId }) => appointmentId)).size).toBe(12);
  });

  it('one that is killed between two media leaves none of them behind, and the next one writes both', async () => {
    await remind('{2880}', 'both');
    await book(startsAt, { form: { phone: '0151 23456789' } });
    await setClock(before(48));
    await change(`ALTER TABLE outbox_message ADD CONSTRAINT broken CHECK (medium <> 'sms') NOT VALID`);
    expect(await sendReminders(scheduler)).toEqual({ reminded: 0, withdrawn: 0, failed: 1 });
    expect(await reminders()).toEqual([]);
    await change('ALTER TABLE outbox_message DROP CONSTRAINT broken');
    expect(await sendReminders(scheduler)).toMatchObject({ reminded: 1 });
    expect((await reminders()).map(({ medium }) => medium)).toEqual(['email', 'sms']);
  });

  it('and somebody who cancels at that moment: what is left says the truth', async () => {
    await setDeadline(0);
    const all = [];
    for (let i = 0; i < 6; i += 1) all.push(await prove(await book(start.add({ minutes: 30 * i }).toString())));
    // Half an hour is what an opened appointment stays open.
    await setClock(tuesday.add({ minutes: 20 }));
    await change(
      `UPDATE appointment SET starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days'`,
    );
    await Promise.all([
      ...all.map(({ right, own }) => cancelAppointment({ right, version: own.appointment.version })),
      ...schedulers.map((pool) => sendReminders(pool)),
    ]);
    await sendReminders(scheduler);
    expect(await db().appointment.count({ where: { state: 'cancelled' } })).toBe(6);
    expect(await reminders()).toEqual([]);
  });
});
