import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { openDataKey } from '#lib/booking/data-key.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { leaveWaitingList } from '#lib/booking/waiting-list/leave-waiting-list.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { maxOpenBookings } from '#lib/booking/policy.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { closeDatabase, type Database, db, openDatabase, type Transaction } from '#lib/platform/db.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, stateOf } from './changing.ts';
import { openMessage } from './code-of.ts';
import { addResource, change } from './resources.ts';
import { formOf, giveBack, join, messagesOf, offeredTo, standing } from './waiting.ts';
import { makeWorld, secretForm, tuesday } from './world.ts';

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

const entries = () => db().waitingEntry.count();
const offer = () => offerTimes(scheduler);

describe('accepting (BK8, BK4)', () => {
  async function offered(rest: Parameters<typeof join>[1] = {}) {
    await giveBack(thursday, 30, rest.channel === 'on_site' ? { choice: { channel: 'on_site', center: 'probe' } } : {});
    const kim = await join('Wilhelmine', rest);
    await setClock(later(5));
    await offer();
    const { right, offer: own } = await standing(kim);
    return { kim, right, offerId: own?.id ?? '' };
  }

  it('makes a confirmed appointment of the kept time and ends the entry, its key with it', async () => {
    await makeWorld();
    const { kim, right, offerId } = await offered();
    const { keyRef } = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    const browserToken = randomToken();
    const accepted = await acceptOffer({ right, offerId, browserToken });
    expect(accepted).toMatchObject({ ok: true, browserToken, moved: false });
    const { appointmentId } = accepted as { appointmentId: string };
    expect(await stateOf(appointmentId)).toMatchObject({
      state: 'confirmed',
      startsAt: '2026-12-03T10:00:00.000Z',
      channel: 'video',
      claims: 1,
    });
    expect(await claimsAreSound()).toBe(true);
    expect(await db().reopening.count()).toBe(0);
    expect(await entries()).toBe(0);
    expect(await openDataKey(keyRef)).toBeNull();
    expect(await findOwnWaiting(kim)).toBeNull();
    const mail = await db().outboxMessage.findFirstOrThrow({ where: { appointmentId } });
    expect(await openMessage(mail)).toMatchObject({
      template: 'appointment-confirmed',
      to: { address: 'wilhelmine@postfach.example' },
    });
    // The link, or the code, was enough to book: it shows what was booked, and nothing of the person.
    expect(await readConfirmed(browserToken)).toMatchObject({ appointment: { id: appointmentId }, contact: null });
    expect(await db().auditEntry.count({ where: { action: 'offer:accepted', objectId: appointmentId } })).toBe(1);
    // Posted again, also when the page knows no entry any more: the same answer, and nothing else.
    for (const again of [right, null])
      expect(await acceptOffer({ right: again, offerId, browserToken })).toEqual({ ...accepted, linkToken: null });
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(1);
    expect(await acceptOffer({ right: null, offerId: appointmentId, browserToken })).toMatchObject({ ok: false });
  });

  it('keeps the key of what it made when the answer of the database gets lost (DP5)', async () => {
    await makeWorld();
    const { right, offerId } = await offered();
    const browserToken = randomToken();
    const answerLost = new Proxy(db(), {
      get(database, name: keyof Database) {
        if (name !== '$transaction') return database[name];
        return async (work: (tx: Transaction) => Promise<unknown>) => {
          await database.$transaction(work);
          throw new Error('Connection lost');
        };
      },
    });
    await expect(acceptOffer({ right, offerId, browserToken }, answerLost)).rejects.toThrow('Connection lost');
    expect(await acceptOffer({ right, offerId, browserToken })).toMatchObject({ ok: true });
    expect((await readConfirmed(browserToken))?.appointment.startsAt.toString()).toBe(thursday);
  });

  it('takes a room with it, frees what it does not need, and says all topics', async () => {
    const world = await makeWorld();
    await change('UPDATE service SET needs_room = true');
    await addResource(world, { kind: 'room' });
    const { right, offerId } = await offered({ channel: 'on_site', center: 'probe' });
    const accepted = await acceptOffer({ right, offerId, browserToken: null });
    expect(accepted).toMatchObject({ ok: true });
    const { appointmentId } = accepted as { appointmentId: string };
    expect(await stateOf(appointmentId)).toMatchObject({ channel: 'on_site', claims: 2 });
    expect(await claimsAreSound()).toBe(true);
  });

  it('too late, declined or never offered is refused and changes nothing', async () => {
    await makeWorld();
    const { right, offerId } = await offered();
    await setClock(later(65));
    expect(await acceptOffer({ right, offerId, browserToken: null })).toEqual({ ok: false, reason: 'offer-over' });
    await setClock(later(10));
    expect(await acceptOffer({ right, offerId: right.entryId, browserToken: null })).toEqual({
      ok: false,
      reason: 'offer-over',
    });
    await declineOffer({ right, offerId });
    expect(await acceptOffer({ right, offerId, browserToken: null })).toEqual({ ok: false, reason: 'offer-over' });
    expect(await entries()).toBe(1);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
  });

  it('is refused with a clear word when the hours changed meanwhile; others are not asked about what is not offered', async () => {
    await makeWorld();
    const { right, offerId } = await offered();
    await join('Kira');
    await change(`UPDATE hours SET end_minute = 600`);
    expect(await acceptOffer({ right, offerId, browserToken: null })).toEqual({ ok: false, reason: 'not-offered' });
    expect(await db().waitingOffer.findMany({ select: { state: true } })).toEqual([{ state: 'expired' }]);
    await setClock(later(31));
    expect(await offer()).toEqual({ lapsed: 0, offered: 0, opened: 1 });
    expect(await entries()).toBe(2);
    // No key of an appointment that never came to be.
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
  });

  it('what is declined or left goes to the next person at once', async () => {
    await makeWorld();
    const { kim, right } = await offered();
    const kira = await join('Kira');
    const { keyRef } = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    expect(await leaveWaitingList(right)).toBe(true);
    expect(await leaveWaitingList(right)).toBe(false);
    expect(await openDataKey(keyRef)).toBeNull();
    expect(await findOwnWaiting(kim)).toBeNull();
    expect(await db().outboxMessage.count({ where: { waitingEntryId: kim.entryId } })).toBe(0);
    expect(await offer()).toMatchObject({ offered: 1 });
    expect(await offeredTo()).toEqual([kira.entryId]);
  });

  it('counts as a booking of the person: who has as many as may be is not asked, and told by message if it is too late', async () => {
    await makeWorld({ advisors: 2 });
    const { kim, right, offerId } = await offered();
    // Booked meanwhile, by the same person.
    for (let n = 0; n < maxOpenBookings; n += 1) await book(`2026-12-08T1${n}:00:00Z`, { form: secretForm });
    expect(await acceptOffer({ right, offerId, browserToken: null })).toEqual({ ok: false, reason: 'refused' });
    expect(await messagesOf(kim.entryId, 'limit-reached')).toHaveLength(1);
    expect(await offer()).toMatchObject({ offered: 0 });
    expect(await stateOf(offerId)).toBeNull();
    await giveBack('2026-12-04T10:00:00Z', 30, { form: formOf('Kira') });
    await setClock(later(15));
    expect(await offer()).toMatchObject({ offered: 0 });
    expect(await entries()).toBe(1);
    expect(await claimsAreSound()).toBe(true);
  });
});
