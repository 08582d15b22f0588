import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptOffer, type AcceptedOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import { leaveWaitingList } from '#lib/booking/waiting-list/leave-waiting-list.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';
import { closeDatabase, type Database, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove, stateOf } from './changing.ts';
import { gate, untilWaiting } from '#tests/setup/interleave.ts';
import { change } from './resources.ts';
import { formOf, giveBack, join, offeredTo, standing, type Waiting, waysOf } from './waiting.ts';
import { hold, makeWorld, tuesday } from './world.ts';

// Two web processes and two schedulers.
const webs = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const schedulers = [openDatabase(databaseUrl('scheduler')), openDatabase(databaseUrl('scheduler'))] as const;
const thursday = '2026-12-03T10:00:00Z';
const afterUndo = tuesday.add({ minutes: 5 });
/** The offer of `afterUndo` is over. */
const tooLate = tuesday.add({ minutes: 65 });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  for (const pool of [...webs, ...schedulers]) await pool.$disconnect();
  await closeDatabase();
});

/** A time that is offered to the first of some people. */
async function offered(names: readonly string[]) {
  await makeWorld();
  const given = await giveBack(thursday, 10);
  const people: Waiting[] = [];
  for (const [i, name] of names.entries()) {
    await setClock(tuesday.add({ seconds: i }));
    people.push(await join(name));
  }
  await setClock(afterUndo);
  expect(await offerTimes(schedulers[0])).toMatchObject({ offered: 1 });
  const [first] = people;
  if (first === undefined) throw new Error('Nobody');
  const { right, offer } = await standing(first);
  const accept = (pool: Database = webs[0]) =>
    acceptOffer({ right, offerId: offer?.id ?? '', browserToken: first.browserToken }, pool);
  return { given, people, first, right, offerId: offer?.id ?? '', accept };
}

/** Whatever happened: nothing overlaps, the time is one's or nobody's, and who was told "booked" has an appointment. */
async function isSound(answers: readonly AcceptedOffer[] = []): Promise<void> {
  expect(await claimsAreSound()).toBe(true);
  const owners = await db().claim.findMany({ select: { appointmentId: true, reopeningId: true } });
  expect(owners.filter(({ appointmentId, reopeningId }) => appointmentId === null && reopeningId === null)).toEqual([]);
  const booked = answers.flatMap((answer) => (answer.ok ? answer.appointmentId : []));
  for (const id of booked) expect(await stateOf(id)).toMatchObject({ state: 'confirmed', claims: 1 });
}

describe('at the same moment (BK8, BK14)', () => {
  it('two schedulers: a time is offered to one person, a person has one offer, the longest waiting first', async () => {
    const names = ['Ada', 'Ben', 'Cem', 'Dana'];
    await makeWorld({ advisors: 3 });
    for (const hour of [10, 11, 12]) await giveBack(`2026-12-03T${hour}:00:00Z`);
    const people: Waiting[] = [];
    for (const [i, name] of names.entries()) {
      await setClock(tuesday.add({ seconds: i }));
      people.push(await join(name));
    }
    await setClock(afterUndo);
    await Promise.all([0, 1, 0, 1, 0, 1].map((i) => offerTimes(schedulers[i] ?? schedulers[0])));
    const offers = await db().waitingOffer.findMany();
    expect(new Set(offers.map(({ reopeningId }) => reopeningId)).size).toBe(3);
    expect(new Set(offers.map(({ entryId }) => entryId))).toEqual(
      new Set(people.slice(0, 3).map(({ entryId }) => entryId)),
    );
    expect(await db().outboxMessage.count({ where: { template: 'waiting-offer' } })).toBe(3);
    await isSound();
  });

  it('twenty posts accept it: one appointment, one answer, one mail', async () => {
    const { accept } = await offered(['Ada', 'Ben']);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => accept(webs[i % 2] ?? webs[0])));
    expect(new Set(answers.map((answer) => answer.ok && answer.appointmentId)).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(1);
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed', once: { not: null } } })).toBe(
      1,
    );
    await isSound(answers);
  });

  it('accepting against running out: it is booked, or the next person is asked', async () => {
    for (let round = 0; round < 6; round += 1) {
      await emptyTables();
      await setClock(tuesday);
      const { accept, people } = await offered(['Ada', 'Ben']);
      // Whoever accepts still has a second, whoever lets it run out does not.
      const expiring = setClock(tooLate).then(() => offerTimes(schedulers[round % 2] ?? schedulers[0]));
      const [answer] = await Promise.all([accept(webs[1]), expiring]);
      await isSound([answer]);
      // A time that somebody was just trying to take is offered by the next tick.
      await offerTimes(schedulers[0]);
      expect(await offeredTo()).toEqual(answer.ok ? [] : [people[1]?.entryId]);
    }
  });

  it('an offer that is being accepted does not run out meanwhile', async () => {
    const { accept, offerId } = await offered(['Ada', 'Ben']);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    // Accepting has everything but the hours.
    await client.query('SELECT id FROM service_center FOR UPDATE');
    const accepting = accept();
    await untilWaiting();
    await setClock(tooLate);
    const expiring = offerTimes(schedulers[0]);
    await untilWaiting(2);
    await client.query('COMMIT');
    const answer = await accepting;
    expect(answer).toMatchObject({ ok: true });
    expect(await expiring).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    expect(await db().waitingOffer.count({ where: { id: offerId } })).toBe(0);
    await isSound([answer]);
  });

  it('an offer that just ran out is not accepted, though the page still showed it', async () => {
    const { accept, offerId, people } = await offered(['Ada', 'Ben']);
    const ended = gate();
    const commit = gate();
    const expiring = schedulers[0].$transaction(async (tx) => {
      await tx.waitingOffer.updateMany({ where: { id: offerId }, data: { state: 'expired' } });
      ended.open();
      await commit.opened;
    });
    await ended.opened;
    const accepting = accept();
    await untilWaiting();
    commit.open();
    await expiring;
    expect(await accepting).toEqual({ ok: false, reason: 'offer-over' });
    expect(await offerTimes(schedulers[0])).toMatchObject({ offered: 1 });
    expect(await offeredTo()).toEqual([people[1]?.entryId]);
    await isSound();
  });

  it("accepting, declining, leaving, taking back, opening and the next offer: the time is one's in the end", async () => {
    for (let round = 0; round < 6; round += 1) {
      await emptyTables();
      await setClock(tuesday);
      const { accept, right, offerId, given } = await offered(['Ada', 'Ben']);
      const others = [
        () => declineOffer({ right, offerId }, webs[1]),
        () => leaveWaitingList(right, webs[1]),
        () => undoCancellation({ right: given.own.seeing, version: given.version }, webs[0]),
        () => offerTimes(schedulers[0]),
        () => offerTimes(schedulers[1]),
      ];
      const order = others.toSorted(() => Math.random() - 0.5);
      const [answer] = await Promise.all([accept(webs[round % 2] ?? webs[0]), ...order.map((work) => work())]);
      await offerTimes(schedulers[0]);
      await isSound([answer]);
      const claims = await db().claim.findMany();
      expect(claims).toHaveLength(1);
      const back = await stateOf(given.appointmentId);
      const owner = answer.ok ? answer.appointmentId : back?.state === 'confirmed' ? given.appointmentId : null;
      expect(claims[0]?.appointmentId ?? null).toBe(owner);
      // Nobody's is somebody's to think about.
      expect(await offeredTo()).toHaveLength(owner === null ? 1 : 0);
    }
  });

  it('accepting against a change of hours: booked on the old ones, or refused on the new ones', async () => {
    const { accept } = await offered(['Ada']);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE hours SET end_minute = 600');
    const accepting = accept();
    await untilWaiting();
    await client.query('COMMIT');
    expect(await accepting).toEqual({ ok: false, reason: 'not-offered' });
    await isSound();

    await emptyTables();
    await setClock(tuesday);
    const second = await offered(['Ben']);
    await client.query('BEGIN');
    // The notice of a change that comes to nothing: accepting waits for it and goes on.
    await client.query('UPDATE hours SET end_minute = 600');
    const waiting = second.accept();
    await untilWaiting();
    await client.query('ROLLBACK');
    const answer = await waiting;
    expect(answer).toMatchObject({ ok: true });
    await change('UPDATE hours SET end_minute = 600');
    await isSound([answer]);
  });

  it('the time is free at no moment: others who try to hold it all the while never get it', async () => {
    const { accept } = await offered(['Ada']);
    let going = true;
    const attempts: boolean[] = [];
    const grabbing = (async () => {
      while (going)
        attempts.push(
          await hold(thursday, webs[1]).then(
            () => true,
            () => false,
          ),
        );
    })();
    while (attempts.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = await accept();
    const until = attempts.length + 3;
    while (attempts.length < until) await new Promise((resolve) => setTimeout(resolve, 5));
    going = false;
    await grabbing;
    expect(answer).toMatchObject({ ok: true });
    expect(attempts.filter(Boolean)).toEqual([]);
    await isSound([answer]);
  });

  it("accepting an earlier one against cancelling the appointment: one of them, and each time is somebody's", async () => {
    for (let round = 0; round < 6; round += 1) {
      await emptyTables();
      await setClock(tuesday);
      await makeWorld();
      const booked = await book('2026-12-04T10:00:00Z', { form: formOf('Kim') });
      const { right, own } = await prove(booked);
      const days = { firstDay: Temporal.PlainDate.from('2026-12-01'), lastDay: Temporal.PlainDate.from('2026-12-04') };
      const joined = await waitForEarlier({ right, days });
      if (!joined.ok) throw new Error(joined.reason);
      const kim = await waysOf(joined.entryId);
      await giveBack(thursday);
      await setClock(afterUndo);
      await offerTimes(schedulers[0]);
      const { right: seat, offer } = await standing(kim);
      const { version } = own.appointment;
      const [accepted, cancelled] = await Promise.all([
        acceptOffer({ right: seat, offerId: offer?.id ?? '', browserToken: null }, webs[0]),
        cancelAppointment({ right, version }, webs[1]),
      ]);
      expect([accepted.ok, cancelled.ok].filter(Boolean)).toHaveLength(1);
      expect(await stateOf(booked.appointmentId)).toMatchObject(
        accepted.ok ? { state: 'confirmed', claims: 1 } : { state: 'cancelled', claims: 0 },
      );
      await isSound();
      expect(await db().reopening.count()).toBe(accepted.ok ? 1 : 2);
      expect(await db().waitingEntry.count()).toBe(0);
    }
  });
});
