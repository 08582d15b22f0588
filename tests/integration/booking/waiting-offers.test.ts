import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { addResource, addService, change } from './resources.ts';
import { giveBack, join, messagesOf, offeredTo, standing } from './waiting.ts';
import { hold, makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const later = (minutes: number) => tuesday.add({ minutes });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

const offer = () => offerTimes(scheduler);

describe('an offer (BK8)', () => {
  it("goes to whoever has waited longest, once it cannot be taken back, and is nobody else's meanwhile", async () => {
    await makeWorld();
    const given = await giveBack(thursday);
    await setClock(later(1));
    const kim = await join('Kim');
    await setClock(later(2));
    const kira = await join('Kira');
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    await setClock(later(5));
    expect(await offer()).toEqual({ lapsed: 0, offered: 1, opened: 0 });
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    expect(await offeredTo()).toEqual([kim.entryId]);
    const { offer: own } = await standing(kim);
    expect(own).toMatchObject({ startsAt: Temporal.Instant.from(thursday), until: later(65) });
    expect((await standing(kira)).offer).toBeNull();
    const [message] = await messagesOf(kim.entryId, 'waiting-offer');
    expect(message).toMatchObject({
      values: { startsAt: '2026-12-03T10:00:00Z', validUntil: later(65).toString(), insteadOf: null, place: null },
    });
    expect(JSON.stringify(message)).not.toMatch(/Pflegegrad|Kim|1951/);
    // Neither taken back nor open to all, though its delay is over.
    await setClock(later(40));
    expect(await undoCancellation({ right: given.own.seeing, version: given.version })).toEqual({
      ok: false,
      reason: 'time-gone',
    });
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    await expect(hold(thursday)).rejects.toThrow('time-taken');
  });

  it('that runs out is told, and goes to the next person; when nobody is left it opens to all', async () => {
    await makeWorld();
    await giveBack(thursday);
    const kim = await join('Kim');
    await setClock(later(1));
    const kira = await join('Kira');
    await setClock(later(5));
    await offer();
    await setClock(later(65));
    expect(await offer()).toEqual({ lapsed: 1, offered: 1, opened: 0 });
    expect(await offeredTo()).toEqual([kira.entryId]);
    expect(await messagesOf(kim.entryId, 'waiting-offer-gone')).toHaveLength(1);
    expect(await standing(kim)).toMatchObject({ offer: null, lapsed: { state: 'expired' } });
    const { right, offer: own } = await standing(kira);
    expect(await declineOffer({ right, offerId: own?.id ?? '' })).toBe(true);
    expect(await declineOffer({ right, offerId: own?.id ?? '' })).toBe(true);
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 1 });
    expect(await db().waitingOffer.count()).toBe(0);
    expect((await hold(thursday)).ok).toBe(true);
    expect(await db().waitingEntry.count()).toBe(2);
  });

  it('is made by day: by night the time waits for the morning, closed to all', async () => {
    await makeWorld();
    await setClock('2026-12-01T18:40:00Z');
    await giveBack(thursday, 10);
    const kim = await join('Kim');
    await setClock('2026-12-01T19:00:00Z');
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    await setClock('2026-12-02T06:59:59Z');
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 0 });
    await setClock('2026-12-02T07:00:00Z');
    expect(await offer()).toEqual({ lapsed: 0, offered: 1, opened: 0 });
    expect(await standing(kim)).toMatchObject({ offer: { until: Temporal.Instant.from('2026-12-02T08:00:00Z') } });
  });

  it('fits the wish: day and part of the day on the clock of the center, place, advisor, way, needs', async () => {
    const world = await makeWorld({ advisors: 2 });
    const { advisors } = world;
    await change(`UPDATE resource SET skills = '{language:tr}' WHERE id = $1`, [advisors[1]]);
    await giveBack(thursday, 30, { choice: { advisor: advisors[0] } });
    const none = [
      { lastDay: Temporal.PlainDate.from('2026-12-02') },
      { firstDay: Temporal.PlainDate.from('2026-12-04') },
      { partOfDay: 'afternoon' },
      { advisor: advisors[1] },
      { wishes: { language: 'tr' } },
      { wishes: { interpreter: 'sign:dgs' } },
    ] as const;
    await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'] });
    for (const [i, wish] of none.entries()) await join(`Vergeblich${'abcdef'[i] ?? ''}`, wish);
    await setClock(later(5));
    expect(await offer()).toMatchObject({ offered: 0 });
    // Another way with the same person at the same time is as good.
    const kim = await join('Kim', {
      channel: 'on_site',
      center: 'probe',
      partOfDay: 'morning',
      advisor: advisors[0] ?? '',
    });
    expect(await offer()).toMatchObject({ offered: 1 });
    expect(await offeredTo()).toEqual([kim.entryId]);
    expect(await standing(kim)).toMatchObject({ offer: { channel: 'on_site' } });
  });

  it('of a longer conversation is not made for a shorter time', async () => {
    const { advisors, serviceId } = await makeWorld();
    await addService('reha', advisors, { lead_time: 5 });
    await giveBack(thursday);
    const two = await join('Kim', { further: ['reha'] });
    await setClock(later(5));
    expect(await offer()).toMatchObject({ offered: 0 });
    const short = await join('Kira', { service: 'reha' });
    // The shorter one has a buffer before it that nobody keeps.
    expect(await offer()).toMatchObject({ offered: 0 });
    await change('UPDATE service SET buffer_before = 0 WHERE id <> $1', [serviceId]);
    expect(await offer()).toMatchObject({ offered: 1 });
    expect(await offeredTo()).toEqual([short.entryId]);
    expect((await standing(two)).topics.map(({ slug }) => slug)).toEqual(['pflegegrad', 'reha']);
  });

  it('one person has one offer, and nobody is asked twice about a time', async () => {
    await makeWorld({ advisors: 2 });
    await giveBack(thursday);
    await giveBack('2026-12-04T10:00:00Z');
    const kim = await join('Kim');
    await setClock(later(5));
    expect(await offer()).toMatchObject({ offered: 1 });
    const first = (await standing(kim)).offer;
    // The nearest one first.
    expect(first?.startsAt.toString()).toBe('2026-12-03T10:00:00Z');
    const { right } = await standing(kim);
    await declineOffer({ right, offerId: first?.id ?? '' });
    expect(await offer()).toMatchObject({ offered: 1 });
    expect((await standing(kim)).offer?.startsAt.toString()).toBe('2026-12-04T10:00:00Z');
    await declineOffer({ right, offerId: (await standing(kim)).offer?.id ?? '' });
    expect(await offer()).toMatchObject({ offered: 0 });
    expect(await db().waitingOffer.count()).toBe(2);
  });
});
