import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { extendMove, holdMove, noteMovePresence, readMove, releaseMove } from '#lib/booking/change/hold-move.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { isUndoable } from '#lib/booking/change/reopening.sql.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove, setDeadline, stateOf } from './changing.ts';
import { addSession, makeGroupService } from './groups.ts';
import { choiceAt, makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';
const at = (text: string) => Temporal.Instant.from(text);

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

async function runJob(name: string): Promise<Record<string, number>> {
  const job = jobs.find((candidate) => candidate.name === name);
  if (job === undefined) throw new Error('No such job');
  return job.run(scheduler);
}

const isFree = async (startsAt: string): Promise<boolean> => {
  const free = await listFreeTimes({ service: 'pflegegrad', channel: 'video', from: at(startsAt), limit: 1 });
  return free.ok && free.times[0]?.startsAt.equals(at(startsAt)) === true;
};
const mails = (appointmentId: string, template: string) =>
  db().outboxMessage.count({ where: { appointmentId, template } });

describe('moving an appointment (BK6)', () => {
  it('holds the new time before it gives back the old one, and keeps id, link, code and key', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const before = await db().appointment.findUniqueOrThrow({ where: { id: booked.appointmentId } });
    const { right, own, browserToken } = await prove(booked);
    expect(await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } })).toMatchObject({ ok: true });
    expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-03T10:00:00.000Z', claims: 1 });
    expect([await isFree(thursday), await isFree(friday)]).toEqual([false, false]);
    expect(await readMove(right)).toMatchObject({ extensionsLeft: 3, held: { startsAt: at(friday) } });
    // The hold of a move is no booking that somebody fills in a form for.
    expect(await readHold(browserToken)).toBeNull();

    expect(await moveAppointment({ right, version: own.appointment.version })).toEqual({ ok: true });
    expect(await stateOf(booked.appointmentId)).toMatchObject({
      state: 'confirmed',
      startsAt: '2026-12-04T10:00:00.000Z',
      claims: 1,
    });
    const { linkHash, bookingCode, keyRef } = await db().appointment.findUniqueOrThrow({
      where: { id: booked.appointmentId },
    });
    expect({ linkHash, bookingCode, keyRef }).toEqual({
      linkHash: before.linkHash,
      bookingCode: before.bookingCode,
      keyRef: before.keyRef,
    });
    expect(await db().appointment.count()).toBe(1);
    expect(await mails(booked.appointmentId, 'appointment-moved')).toBe(1);
    expect(await db().auditEntry.count({ where: { action: 'appointment:moved' } })).toBe(1);
    expect(await claimsAreSound()).toBe(true);
  });

  it('opens the old time to all after a delay that nobody knows', async () => {
    await makeWorld();
    const { right, own } = await prove(await book(thursday));
    await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } });
    const drawn: number[][] = [];
    await moveAppointment({ right, version: own.appointment.version }, undefined, (...range) => {
      drawn.push(range);
      return 42;
    });
    expect(drawn).toEqual([[10, 61]]);
    await setClock(tuesday.add({ minutes: 41 }));
    expect(await runJob('booking:offer-times')).toMatchObject({ opened: 0 });
    expect(await isFree(thursday)).toBe(false);
    await setClock(tuesday.add({ minutes: 42 }));
    expect(await runJob('booking:offer-times')).toMatchObject({ opened: 1 });
    expect(await isFree(thursday)).toBe(true);
  });

  it('keeps the old time when the hold runs out', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { right, own } = await prove(booked);
    await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } });
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await moveAppointment({ right, version: own.appointment.version })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
    await runJob('booking:sweep-holds');
    expect(await stateOf(booked.appointmentId)).toMatchObject({ state: 'confirmed', claims: 1, version: 3 });
    expect([await isFree(thursday), await isFree(friday)]).toEqual([false, true]);
    expect(await db().reopening.count()).toBe(0);
  });

  it('extends and frees the hold of a move, and nothing else', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { right } = await prove(booked);
    await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } });
    await setClock(tuesday.add({ minutes: 9 }));
    expect(await extendMove(right)).toBe(true);
    await setClock(tuesday.add({ minutes: 18 }));
    expect(await readMove(right)).toMatchObject({ extensionsLeft: 2 });
    const endOf = async () =>
      (await db().appointment.findFirst({ where: { state: 'held' } }))?.expiresAt?.toISOString();
    await noteMovePresence(right, false);
    expect(await endOf()).toBe('2026-12-01T08:19:00.000Z');
    await noteMovePresence(right, true);
    expect(await endOf()).toBe('2026-12-01T08:19:00.000Z');
    await setClock(tuesday.add({ minutes: 12 }));
    await noteMovePresence(right, false);
    expect(await endOf()).toBe('2026-12-01T08:14:00.000Z');
    await noteMovePresence(right, true);
    expect(await endOf()).toBe('2026-12-01T08:19:00.000Z');
    await releaseMove(right);
    expect(await readMove(right)).toBeNull();
    expect(await isFree(friday)).toBe(true);
    expect(await stateOf(booked.appointmentId)).toMatchObject({ claims: 1 });
  });

  it('refuses a time that is taken with the nearest ones, one beyond the life of the data key, and one too late', async () => {
    await makeWorld();
    await setDeadline(24 * 60);
    const other = await book(friday);
    expect(other.appointmentId).toBeDefined();
    const { right } = await prove(await book(thursday));
    expect(await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } })).toMatchObject({
      ok: false,
      reason: 'time-taken',
      alternatives: [{}, {}, {}],
    });
    expect(await holdMove({ right, choice: { channel: 'video', startsAt: at('2027-01-31T10:00:00Z') } })).toEqual({
      ok: false,
      reason: 'too-far',
    });
    await setClock('2026-12-02T10:00:00.001Z');
    expect(await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } })).toEqual({
      ok: false,
      reason: 'too-late',
    });
  });
});

describe('cancelling (BK6)', () => {
  it('gives the time back once, ends what hung on it, and mails', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { right, own } = await prove(booked);
    await holdMove({ right, choice: { channel: 'video', startsAt: at(friday) } });
    const { version } = own.appointment;
    expect(await cancelAppointment({ right, version })).toEqual({ ok: true });
    expect(await cancelAppointment({ right, version })).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect(await cancelAppointment({ right, version: version + 1 })).toEqual({ ok: false, reason: 'cancelled' });
    expect(await stateOf(booked.appointmentId)).toMatchObject({ state: 'cancelled', claims: 0 });
    expect(await db().reopening.count()).toBe(1);
    expect(await db().appointment.count({ where: { state: 'held' } })).toBe(0);
    expect(await mails(booked.appointmentId, 'appointment-cancelled')).toBe(1);
    expect(await isFree(thursday)).toBe(false);
  });

  it('can be undone while the time is kept, not once it is open or offered', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { right, own } = await prove(booked);
    const { version } = own.appointment;
    expect(await undoCancellation({ right, version })).toEqual({ ok: false, reason: 'not-cancelled' });
    await cancelAppointment({ right, version });
    expect(await isUndoable(booked.appointmentId, db())).toBe(true);
    expect(await undoCancellation({ right: own.seeing, version: version + 1 })).toEqual({ ok: true });
    expect(await stateOf(booked.appointmentId)).toMatchObject({ state: 'confirmed', claims: 1 });
    expect(await db().reopening.count()).toBe(0);
    expect(await mails(booked.appointmentId, 'appointment-confirmed')).toBe(2);

    await cancelAppointment({ right, version: version + 2 });
    await setClock(tuesday.add({ hours: 2 }));
    await runJob('booking:offer-times');
    expect(await isUndoable(booked.appointmentId, db())).toBe(false);
    expect(await undoCancellation({ right: own.seeing, version: version + 3 })).toEqual({
      ok: false,
      reason: 'time-gone',
    });
    expect(await claimsAreSound()).toBe(true);
  });

  it('follows the deadline to the millisecond, on the clock of the database', async () => {
    await makeWorld();
    await setDeadline(24 * 60);
    const [first, second] = [await book(thursday), await book('2026-12-03T11:00:00Z')];
    await setClock('2026-12-02T09:50:00Z');
    const [one, two] = [await prove(first), await prove(second)];
    await setClock('2026-12-02T10:00:00Z');
    expect(await cancelAppointment({ right: one.right, version: one.own.appointment.version })).toEqual({ ok: true });
    await setClock('2026-12-02T10:05:00Z');
    expect(
      (await findOwnAppointment({ linkToken: second.linkToken, browserToken: two.browserToken }))?.whyNotChangeable,
    ).toBeNull();
    await setClock('2026-12-02T11:00:00.001Z');
    expect(await cancelAppointment({ right: two.right, version: two.own.appointment.version })).toEqual({
      ok: false,
      reason: 'too-late',
    });
    expect(await stateOf(second.appointmentId)).toMatchObject({ state: 'confirmed' });
  });

  it('a right lasts half an hour', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { browserToken } = await prove(booked);
    const see = () => findOwnAppointment({ linkToken: null, browserToken });
    await setClock(tuesday.add({ minutes: 29 }));
    expect((await see())?.change).not.toBeNull();
    await setClock(tuesday.add({ minutes: 30 }));
    expect(await see()).toBeNull();
    expect(await findOwnAppointment({ linkToken: booked.linkToken, browserToken })).toMatchObject({ change: null });
  });
});

it('a time that was given back is nobody else’s before it opens (BK8)', async () => {
  await makeWorld();
  const { right, own } = await prove(await book(thursday));
  await cancelAppointment({ right, version: own.appointment.version });
  expect(await holdTime({ choice: choiceAt(thursday), browserToken: null, locale: 'de' })).toMatchObject({
    ok: false,
    reason: 'time-taken',
  });
});

it('a seat of a group is moved and cancelled as well: it is somebody else’s at once (OR2)', async () => {
  const world = await makeWorld({ advisors: 2 });
  await makeGroupService();
  await addSession(world, { startsAt: thursday, seats: 1 });
  await addSession(world, { startsAt: friday, seats: 1 });
  const booked = await book(thursday, { choice: { channel: 'on_site' } });
  const { right, own } = await prove(booked);
  const { version } = own.appointment;
  const choice = { channel: 'on_site' as const, startsAt: at(friday) };
  expect(await holdMove({ right, choice })).toMatchObject({ ok: true });
  expect(await moveAppointment({ right, version })).toEqual({ ok: true });
  expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-04T10:00:00.000Z', claims: 0 });
  const seat = (startsAt: string) =>
    holdTime({ choice: choiceAt(startsAt, { channel: 'on_site' }), browserToken: null, locale: 'de' });
  expect([(await seat(thursday)).ok, (await seat(friday)).ok]).toEqual([true, false]);
  expect(await cancelAppointment({ right, version: version + 1 })).toEqual({ ok: true });
  expect((await seat(friday)).ok).toBe(true);
  expect(await db().reopening.count()).toBe(0);
  expect(await isUndoable(booked.appointmentId, db())).toBe(false);
  expect(await undoCancellation({ right, version: version + 2 })).toEqual({ ok: false, reason: 'time-gone' });
  await db().appointment.deleteMany({ where: { state: 'held' } });
  expect(await isUndoable(booked.appointmentId, db())).toBe(true);
  expect(await undoCancellation({ right, version: version + 2 })).toEqual({ ok: true });
  expect(await db().appointment.findMany()).toMatchObject([{ state: 'confirmed', seat: 1 }]);
  expect((await seat(friday)).ok).toBe(false);
});

it('of those who take a cancelled seat back and those who want it each gets one that there is (OR2, BK14)', async () => {
  const world = await makeWorld();
  await makeGroupService();
  await addSession(world, { startsAt: thursday, seats: 2 });
  const rights = [];
  for (let member = 0; member < 2; member += 1)
    rights.push(await prove(await book(thursday, { choice: { channel: 'on_site' } })));
  for (const { right, own } of rights) await cancelAppointment({ right, version: own.appointment.version });
  const answers = await Promise.all([
    ...rights.map(({ right, own }) => undoCancellation({ right, version: own.appointment.version + 1 })),
    ...Array.from({ length: 8 }, () =>
      holdTime({ choice: choiceAt(thursday, { channel: 'on_site' }), browserToken: null, locale: 'de' }),
    ),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  const seats = await db().appointment.findMany({ where: { seat: { not: null } }, orderBy: { seat: 'asc' } });
  expect(seats.map(({ seat }) => seat)).toEqual([1, 2]);
});
