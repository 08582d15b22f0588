import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import { keepOpenedTimes } from '#lib/booking/waiting-list/keep-opened-times.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove } from './changing.ts';
import { addResource, change } from './resources.ts';
import { formOf, join as joinAny, offeredTo, standing, type Waiting, waysOf } from './waiting.ts';
import { hold, makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
/** 11:00 in Berlin */
const thursday = '2026-12-03T10:00:00Z';
const thatDay = Temporal.PlainDate.from('2026-12-03');
const noon = 12 * 60;
const later = (minutes: number) => tuesday.add({ minutes });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

/** Somebody waits for a time of that Thursday. */
const join = (name: string, rest?: Parameters<typeof joinAny>[1]) =>
  joinAny(name, { firstDay: thatDay, lastDay: thatDay, ...rest });

/** Everybody's hours become these minutes of each Thursday, or none. */
async function open(hours: { from: number; to: number } | null): Promise<void> {
  await change('DELETE FROM hours');
  if (hours === null) return;
  await change(
    `INSERT INTO hours (resource_id, weekday, start_minute, end_minute)
     SELECT id, 4, $1, $2 FROM resource WHERE kind <> 'room'`,
    [hours.from, hours.to],
  );
}

/** One tick of both jobs, as the scheduler does them. */
async function tick(): Promise<{ kept: number; offered: number }> {
  const { kept } = await keepOpenedTimes(scheduler);
  const { offered } = await offerTimes(scheduler);
  return { kept, offered };
}

const declines = async (waiting: Waiting): Promise<void> => {
  const { right, offer } = await standing(waiting);
  expect(await declineOffer({ right, offerId: offer?.id ?? '' })).toBe(true);
};

describe('a time that comes free otherwise than by a cancellation (BK8)', () => {
  it('is offered to whoever had nothing to choose from, is closed to all meanwhile, and can be accepted', async () => {
    await makeWorld();
    await open(null);
    const kim = await join('Kim');
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    await open({ from: noon - 60, to: noon - 30 });
    // Looked for a moment ago.
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    await setClock(later(10));
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
    expect(await offeredTo()).toEqual([kim.entryId]);
    await expect(hold(thursday)).rejects.toThrow('time-taken');
    const { right, offer } = await standing(kim);
    expect(offer?.startsAt).toEqual(Temporal.Instant.from(thursday));
    const accepted = await acceptOffer({ right, offerId: offer?.id ?? '', browserToken: kim.browserToken });
    expect(accepted.ok).toBe(true);
    expect(await claimsAreSound()).toBe(true);
    expect(await db().reopening.count()).toBe(0);
  });

  it('is offered to nobody who could book all the while', async () => {
    await makeWorld();
    await open({ from: noon - 60, to: noon });
    await join('Kim');
    for (const minutes of [0, 10, 20]) {
      await setClock(later(minutes));
      expect(await tick()).toEqual({ kept: 0, offered: 0 });
    }
    await open({ from: noon - 180, to: noon });
    await setClock(later(30));
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
  });

  it('is offered to nobody twice: what was declined is open to all, and only after nothing was free the next one counts', async () => {
    await makeWorld();
    await open(null);
    const kim = await join('Kim');
    await tick();
    await open({ from: noon - 60, to: noon - 30 });
    await setClock(later(10));
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
    await declines(kim);
    // It opens with the next tick, and is free from then on.
    for (const minutes of [11, 21, 31]) {
      await setClock(later(minutes));
      expect(await tick()).toEqual({ kept: 0, offered: 0 });
    }
    expect(await db().reopening.count()).toBe(0);
    await hold(thursday);
    await setClock(later(42));
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    // The hold is left, and runs out.
    await setClock(later(55));
    await db().appointment.deleteMany({ where: { state: 'held' } });
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
  });

  it('is not looked for as long as somebody else is asked about what one declined', async () => {
    await makeWorld();
    await open(null);
    const kim = await join('Kim');
    await setClock(later(1));
    const kira = await join('Kira');
    await tick();
    await open({ from: noon - 60, to: noon - 30 });
    await setClock(later(11));
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
    await declines(kim);
    expect(await offerTimes(scheduler)).toMatchObject({ offered: 1 });
    expect(await offeredTo()).toEqual([kira.entryId]);
    await setClock(later(30));
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    const entry = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    expect(entry.fullSince).toBeNull();
  });

  it('goes to whoever has waited longest, whoever it was kept for', async () => {
    await makeWorld();
    await open(null);
    const kim = await join('Kim');
    await setClock(later(1));
    await join('Kira');
    await tick();
    // Kira is looked for first.
    await change('UPDATE waiting_entry SET looked_at = app_now() WHERE id = $1', [kim.entryId]);
    await open({ from: noon - 60, to: noon - 30 });
    await change(`UPDATE waiting_entry SET looked_at = app_now() - interval '11 minutes' WHERE id <> $1`, [
      kim.entryId,
    ]);
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
    expect(await offeredTo()).toEqual([kim.entryId]);
  });

  it('is not kept by night, nor when too little time is left to answer', async () => {
    await makeWorld({ leadTime: 60 });
    await open(null);
    await setClock('2026-12-02T20:00:00Z');
    await join('Kim');
    await tick();
    await open({ from: noon - 60, to: noon - 30 });
    await setClock('2026-12-02T21:00:00Z');
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    await setClock('2026-12-03T08:46:00Z');
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    await setClock('2026-12-03T08:45:00Z');
    await change('UPDATE waiting_entry SET looked_at = NULL');
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
  });

  it('is the next day that can be booked', async () => {
    await makeWorld();
    await change('UPDATE service SET horizon_days = 2');
    await open({ from: noon - 60, to: noon - 30 });
    await setClock('2026-12-01T09:30:00Z');
    await join('Kim');
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    await setClock('2026-12-01T10:05:00Z');
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
  });

  it('takes all that the appointment would take', async () => {
    const world = await makeWorld();
    const interpreter = await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'] });
    await open(null);
    const kim = await join('Kim', { wishes: { interpreter: 'sign:dgs' } });
    await tick();
    await open({ from: noon - 60, to: noon - 30 });
    await setClock(later(10));
    expect(await tick()).toEqual({ kept: 1, offered: 1 });
    expect(await db().claim.count({ where: { resourceId: interpreter, reopeningId: { not: null } } })).toBe(1);
    const { right, offer } = await standing(kim);
    const accepted = await acceptOffer({ right, offerId: offer?.id ?? '', browserToken: kim.browserToken });
    expect(accepted.ok && (await db().claim.count({ where: { appointmentId: accepted.appointmentId } }))).toBe(2);
  });

  it('is an earlier one for whoever has an appointment', async () => {
    await makeWorld();
    await open({ from: noon - 60, to: noon - 30 });
    const booked = await book('2026-12-10T10:00:00Z', { form: formOf('Kim') });
    const { right } = await prove(booked);
    await hold(thursday);
    const days = { firstDay: Temporal.PlainDate.from('2026-12-01'), lastDay: Temporal.PlainDate.from('2026-12-10') };
    const joined = await waitForEarlier({ right, days });
    if (!joined.ok) throw new Error('Not joined');
    expect(await tick()).toEqual({ kept: 0, offered: 0 });
    // Longer hours on the day of the appointment, after it: not earlier.
    await open({ from: noon - 60, to: noon });
    await setClock(later(10));
    const kim = await waysOf(joined.entryId);
    const before = await tick();
    expect(before).toEqual({ kept: 1, offered: 1 });
    expect((await standing(kim)).offer?.startsAt.toString()).toBe('2026-12-03T10:30:00Z');
  });

  it("is one person's, however many want it at the same moment", async () => {
    await makeWorld();
    await open(null);
    await join('Kim');
    await tick();
    await open({ from: noon - 60, to: noon - 30 });
    await setClock(later(10));
    const holds = Array.from({ length: 8 }, () =>
      hold(thursday).then(
        () => 'held',
        () => 'taken',
      ),
    );
    const [{ kept }, ...outcomes] = await Promise.all([keepOpenedTimes(scheduler), ...holds]);
    expect(outcomes.filter((outcome) => outcome === 'held').length + kept).toBe(1);
    expect(await db().claim.count()).toBe(1);
    expect(await claimsAreSound()).toBe(true);
  });
});
