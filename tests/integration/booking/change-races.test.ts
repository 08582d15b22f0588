import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { holdMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { openDueReopenings } from '#lib/booking/change/reopening.sql.ts';
import { sweepExpiredHolds } from '#lib/booking/hold/sweep.sql.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, type Booked, claimsAreSound, prove, stateOf } from './changing.ts';
import { gate, untilWaiting } from '#tests/setup/interleave.ts';
import { makeWorld, tuesday } from './world.ts';

// Two pools, as two web processes have them.
const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';
const saturday = '2026-12-05T10:00:00Z';
const video = (startsAt: string) => ({ channel: 'video' as const, startsAt: Temporal.Instant.from(startsAt) });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([...pools, scheduler].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

/** An appointment on Thursday, and two browsers that may change it. */
async function twoBrowsers() {
  await makeWorld();
  const booked = await book(thursday);
  const one = await prove(booked, pools[0]);
  const two = await prove(booked, pools[1]);
  return { booked, one, two, version: one.own.appointment.version };
}

const mailed = (appointmentId: string, template: string) =>
  db().outboxMessage.count({ where: { appointmentId, template } });

/** Locks an appointment, lets `works` wait for it in their order, and frees it. */
async function inLine<T>({ appointmentId }: Booked, works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const locked = gate();
  const free = gate();
  const locking = db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM appointment WHERE id = ${appointmentId}::uuid FOR UPDATE`;
      locked.open();
      await free.opened;
    },
    { timeout: 20_000 },
  );
  await locked.opened;
  const answers: Promise<T>[] = [];
  for (const [index, work] of works.entries()) {
    answers.push(work());
    await untilWaiting(index + 1);
  }
  free.open();
  await locking;
  return Promise.all(answers);
}

describe('changes of one appointment at the same moment (BK6, BK14)', () => {
  it('two browsers move it: the first one does, the second one is told, nothing is held or freed twice', async () => {
    const { booked, one, two, version } = await twoBrowsers();
    await holdMove({ right: one.right, choice: video(friday) }, pools[0]);
    await holdMove({ right: two.right, choice: video(saturday) }, pools[1]);
    const answers = await inLine(booked, [
      () => moveAppointment({ right: one.right, version }, pools[0]),
      () => moveAppointment({ right: two.right, version }, pools[1]),
    ]);
    expect(answers).toEqual([{ ok: true }, { ok: false, reason: 'changed-meanwhile' }]);
    expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-04T10:00:00.000Z', claims: 1 });
    expect(await db().reopening.count()).toBe(1);
    expect(await db().appointment.count()).toBe(1);
    expect(await db().claim.count()).toBe(2);
    expect(await mailed(booked.appointmentId, 'appointment-moved')).toBe(1);
    expect(await claimsAreSound()).toBe(true);
  });

  it.each(['move first', 'cancel first'])('one moves, the other cancels, %s: one of them happened', async (first) => {
    const { booked, one, two, version } = await twoBrowsers();
    await holdMove({ right: one.right, choice: video(friday) }, pools[0]);
    const move = () => moveAppointment({ right: one.right, version }, pools[0]);
    const cancel = () => cancelAppointment({ right: two.right, version }, pools[1]);
    const moveFirst = first === 'move first';
    const answers = await inLine<{ ok: boolean }>(booked, moveFirst ? [move, cancel] : [cancel, move]);
    expect(answers).toEqual([{ ok: true }, { ok: false, reason: 'changed-meanwhile' }]);
    expect(await stateOf(booked.appointmentId)).toMatchObject(
      moveFirst
        ? { state: 'confirmed', startsAt: '2026-12-04T10:00:00.000Z', claims: 1 }
        : { state: 'cancelled', startsAt: '2026-12-03T10:00:00.000Z', claims: 0 },
    );
    expect(await db().reopening.count()).toBe(1);
    expect(await db().appointment.count({ where: { state: 'held' } })).toBe(0);
    expect(await claimsAreSound()).toBe(true);
  });

  it('twenty cancel at once: the time is given back once, one mail', async () => {
    const { booked, one, two, version } = await twoBrowsers();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        cancelAppointment({ right: (i % 2 === 0 ? one : two).right, version }, pools[i % 2 === 0 ? 0 : 1]),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().reopening.count()).toBe(1);
    expect(await db().claim.count({ where: { reopeningId: { not: null } } })).toBe(1);
    expect(await mailed(booked.appointmentId, 'appointment-cancelled')).toBe(1);
  });

  it('a move that the sweep runs into keeps its new time', async () => {
    const { booked, one, version } = await twoBrowsers();
    await holdMove({ right: one.right, choice: video(friday) }, pools[0]);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    // The hand-over of the claims waits here, with the hold under lock.
    await client.query('SELECT id FROM claim FOR UPDATE');
    const moving = moveAppointment({ right: one.right, version }, pools[0]);
    await untilWaiting();
    await setClock(tuesday.add({ minutes: 11 }));
    const sweeping = sweepExpiredHolds(scheduler);
    await untilWaiting(2);
    await client.query('COMMIT');
    expect(await moving).toEqual({ ok: true });
    expect(await sweeping).toEqual([]);
    expect(await stateOf(booked.appointmentId)).toMatchObject({ startsAt: '2026-12-04T10:00:00.000Z', claims: 1 });
    expect(await claimsAreSound()).toBe(true);
  });

  it('a sweep that was first ends the move, and the appointment has the time it had', async () => {
    const { booked, one, version } = await twoBrowsers();
    await holdMove({ right: one.right, choice: video(friday) }, pools[0]);
    const swept = gate();
    const commit = gate();
    await setClock(tuesday.add({ minutes: 10 }));
    const sweeping = scheduler.$transaction(async (tx) => {
      expect(await sweepExpiredHolds(tx)).toHaveLength(1);
      swept.open();
      await commit.opened;
    });
    await swept.opened;
    // For whoever confirms the hold still lives.
    await setClock(tuesday.add({ minutes: 9 }));
    const moving = moveAppointment({ right: one.right, version }, pools[0]);
    await untilWaiting();
    commit.open();
    await sweeping;
    expect(await moving).toEqual({ ok: false, reason: 'hold-expired' });
    expect(await stateOf(booked.appointmentId)).toMatchObject({
      state: 'confirmed',
      startsAt: '2026-12-03T10:00:00.000Z',
      claims: 1,
    });
    expect(await db().reopening.count()).toBe(0);
  });
});

describe('a time that was given back (BK8, BK14)', () => {
  /** A cancelled appointment, its time kept, and somebody on the waiting list. */
  async function keptTime() {
    const { booked, one, version } = await twoBrowsers();
    await cancelAppointment({ right: one.right, version }, pools[0], () => 30);
    const reopening = await db().reopening.findFirstOrThrow();
    const { serviceId } = reopening;
    const entry = await db().waitingEntry.create({
      data: {
        serviceId,
        channel: 'video',
        firstDay: new Date('2026-12-01'),
        lastDay: new Date('2026-12-10'),
        browserHash: new Uint8Array(32),
        keyRef: '2026-12-30/00000000-0000-4000-8000-000000000000',
        personHash: new Uint8Array(32),
        contact: new Uint8Array(8),
        expiresAt: new Date('2026-12-10'),
      },
    });
    const offer = () =>
      pools[1].$executeRaw`
        INSERT INTO waiting_offer (entry_id, reopening_id, expires_at)
        VALUES (${entry.id}::uuid, ${reopening.id}::uuid, app_now() + interval '1 hour')`;
    const undo = () => undoCancellation({ right: one.own.seeing, version: version + 1 }, pools[0]);
    return { booked, reopening, offer, undo };
  }

  it('is not taken back while it is offered, also when the offer is committed in between', async () => {
    const { booked, reopening, offer, undo } = await keptTime();
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('SELECT id FROM reopening WHERE id = $1 FOR KEY SHARE', [reopening.id]);
    const undoing = undo();
    await untilWaiting();
    await offer();
    await client.query('COMMIT');
    expect(await undoing).toEqual({ ok: false, reason: 'time-gone' });
    expect(await stateOf(booked.appointmentId)).toMatchObject({ state: 'cancelled', claims: 0 });
    expect(await claimsAreSound()).toBe(true);
  });

  it('does not open while it is offered, also when the offer is committed in between', async () => {
    const { reopening, offer } = await keptTime();
    await setClock(tuesday.add({ minutes: 31 }));
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('SELECT id FROM reopening WHERE id = $1 FOR KEY SHARE', [reopening.id]);
    // Somebody who is making an offer has it under lock: it is left for the next time.
    expect(await scheduler.$transaction((tx) => openDueReopenings(tx))).toBe(0);
    await offer();
    await client.query('COMMIT');
    expect(await scheduler.$transaction((tx) => openDueReopenings(tx))).toBe(0);
    expect(await db().reopening.count()).toBe(1);
    await db().waitingOffer.updateMany({ data: { state: 'declined' } });
    expect(await scheduler.$transaction((tx) => openDueReopenings(tx))).toBe(1);
    expect(await db().claim.count()).toBe(0);
  });

  it('ten take it back at once: it is taken back once', async () => {
    const { booked, undo } = await keptTime();
    const answers = await Promise.all(Array.from({ length: 10 }, undo));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await stateOf(booked.appointmentId)).toMatchObject({ state: 'confirmed', claims: 1 });
    expect(await mailed(booked.appointmentId, 'appointment-confirmed')).toBe(2);
  });
});
