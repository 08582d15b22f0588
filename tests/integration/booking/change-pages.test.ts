import { afterAll, beforeEach, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { holdMove, readMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { readMoveChoice } from '#lib/booking/change/read-move-choice.ts';
import { readUndo } from '#lib/booking/change/read-undo.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { book, prove, setDeadline, stateOf } from './changing.ts';
import { addSession, makeGroupService } from './groups.ts';
import { makeWorld, tuesday } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';
const at = (text: string) => Temporal.Instant.from(text);

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(closeDatabase);

it('moves to the time that the person saw, not to one that was chosen elsewhere since (BK6)', async () => {
  await makeWorld();
  const booked = await book(thursday);
  const { right, own } = await prove(booked);
  const { version } = own.appointment;
  await holdMove({ right, choice: { channel: 'video', startsAt: at('2026-12-04T10:00:00Z') } });
  const seen = (await readMove(right))?.held.id;
  await setClock(tuesday.add({ seconds: 5 }));
  await holdMove({ right, choice: { channel: 'video', startsAt: at('2026-12-05T10:00:00Z') } });
  expect(await moveAppointment({ right, version, holdId: seen })).toEqual({ ok: false, reason: 'hold-expired' });
  expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-03T10:00:00.000Z', claims: 1 });
  const holdId = (await readMove(right))?.held.id;
  expect(await moveAppointment({ right, version, holdId })).toEqual({ ok: true });
  expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-05T10:00:00.000Z', claims: 1 });
});

it('says until when a cancellation is surely taken back, and never when its time opens to all (BK6, BK8)', async () => {
  await makeWorld();
  const booked = await book(thursday);
  const { right, own } = await prove(booked);
  expect(await readUndo(own.seeing)).toBeNull();
  await cancelAppointment({ right, version: own.appointment.version }, undefined, () => 42);
  const surelyUntil = tuesday.add({ minutes: 5 });
  expect(await readUndo(own.seeing)).toEqual({ surelyUntil, now: tuesday });
  await setClock(tuesday.add({ minutes: 20 }));
  expect((await readUndo(own.seeing))?.surelyUntil).toEqual(surelyUntil);
  await db().reopening.deleteMany();
  expect(await readUndo(own.seeing)).toBeNull();
});

it('says the start where that is sooner (BK6)', async () => {
  await makeWorld();
  await setDeadline(0);
  const startsAt = tuesday.add({ minutes: 30 });
  const { right, own } = await prove(await book(startsAt.toString()));
  const now = tuesday.add({ minutes: 27 });
  await setClock(now);
  await cancelAppointment({ right, version: own.appointment.version });
  expect(await readUndo(own.seeing)).toEqual({ surelyUntil: startsAt, now });
});

it('a seat is taken back as long as there is one, without a time (OR2)', async () => {
  const world = await makeWorld();
  await makeGroupService();
  await addSession(world, { startsAt: thursday, seats: 2 });
  const { right, own } = await prove(await book(thursday, { choice: { channel: 'on_site' } }));
  await cancelAppointment({ right, version: own.appointment.version });
  expect(await readUndo(own.seeing)).toEqual({ surelyUntil: null, now: tuesday });
});

it('offers the days that an appointment can be moved to, from the one it was booked on (BK6)', async () => {
  await makeWorld();
  const { right } = await prove(await book(thursday));
  expect(await readMoveChoice(right)).toEqual({
    choice: { service: 'pflegegrad' },
    days: { from: Temporal.PlainDate.from('2026-12-01'), to: Temporal.PlainDate.from('2027-01-30') },
  });
});
