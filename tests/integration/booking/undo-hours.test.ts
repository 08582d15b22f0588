import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { isUndoable } from '#lib/booking/change/reopening.sql.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove, stateOf } from './changing.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { change } from './resources.ts';
import { makeWorld, tuesday } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';
const closeThursday = 'DELETE FROM hours WHERE weekday = 4';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

/** An appointment on Thursday that was cancelled, its time still kept. */
async function cancelled() {
  await makeWorld();
  const booked = await book(thursday);
  const { right, own } = await prove(booked);
  const { version } = own.appointment;
  expect(await cancelAppointment({ right, version })).toEqual({ ok: true });
  return { ...booked, undo: () => undoCancellation({ right: own.seeing, version: version + 1 }) };
}

describe('a cancelled time whose hours are closed meanwhile (BK6, OR4)', () => {
  it.each([
    ['the weekday is closed', closeThursday],
    [
      'the advisor is away',
      `INSERT INTO absence (resource_id, starts_at, ends_at)
       SELECT id, '2026-12-03T08:00Z', '2026-12-03T11:00Z' FROM resource`,
    ],
    ['the advisor has left', 'UPDATE resource SET active = false'],
  ])('%s: it is not taken back', async (_, closing) => {
    const { appointmentId, undo } = await cancelled();
    expect(await isUndoable(appointmentId, db())).toBe(true);
    await change(closing);
    expect(await isUndoable(appointmentId, db())).toBe(false);
    expect(await undo()).toEqual({ ok: false, reason: 'time-gone' });
    expect(await stateOf(appointmentId)).toMatchObject({ state: 'cancelled', claims: 0 });
    expect(await claimsAreSound()).toBe(true);
  });

  it('also when they are closed at the same moment: who closes is first, or finds it', async () => {
    const { appointmentId, undo } = await cancelled();
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query(closeThursday);
    const undoing = undo();
    await untilWaiting();
    await client.query('COMMIT');
    expect(await undoing).toEqual({ ok: false, reason: 'time-gone' });
    expect(await stateOf(appointmentId)).toMatchObject({ state: 'cancelled', claims: 0 });
  });
});
