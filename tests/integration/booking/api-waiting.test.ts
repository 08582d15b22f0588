import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { callApi } from './api-call.ts';
import { open, title } from './api-opening.ts';
import { book, claimsAreSound } from './changing.ts';
import { addSession, makeGroupService } from './groups.ts';
import { formOf, giveBack, joiningCode, waysOf } from './waiting.ts';
import { makeWorld, tuesday, wrongCode } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';
const wish = { service: 'pflegegrad', channel: 'video', firstDay: '2026-12-01', lastDay: '2026-12-10' };
const kim = { ...wish, ...formOf('Kim'), birthDate: '1951-03-07' };

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), closeDatabase()]);
});

/** A program puts somebody on the list. */
async function join(body: object = kim, address = 'kim@postfach.example'): Promise<string> {
  const joined = await callApi('joinWaitingList', { body });
  expect(joined.status).toBe(200);
  const token = String(joined.json['token']);
  const proved = await callApi('proveWaiting', { token, body: { code: await joiningCode(address) } });
  expect(proved.status).toBe(200);
  return token;
}

async function offerOf(call: { token?: string; link?: string }): Promise<string> {
  await setClock(tuesday.add({ minutes: 5 }));
  await offerTimes(scheduler);
  const { json } = await callApi('readWaitingEntry', call);
  return (json['offer'] as { offerId: string } | null)?.offerId ?? '';
}

const linkOfList = async (): Promise<string> => {
  const { id } = await db().waitingEntry.findFirstOrThrow();
  return (await waysOf(id)).linkToken;
};

describe('the waiting list over HTTP (BK8, BK15)', () => {
  it('goes from the wish to the code, the offer and the appointment', async () => {
    await makeWorld();
    await giveBack(thursday);
    const joined = await callApi('joinWaitingList', { body: kim });
    expect(joined.json).toMatchObject({ codeValidUntil: '2026-12-01T08:10:00Z', sent: true });
    const token = String(joined.json['token']);
    // Not on the list before the mailbox is proved.
    expect((await callApi('readWaitingEntry', { token })).status).toBe(404);
    expect((await callApi('resendWaitingCode', { token })).json).toMatchObject({ sent: false });
    const code = await joiningCode('kim@postfach.example');
    const prove = (typed: string) => callApi('proveWaiting', { token, body: { code: typed } });
    expect((await prove(wrongCode(code))).json).toMatchObject({ title: 'code-wrong', triesLeft: 4 });
    for (let press = 1; press <= 2; press += 1)
      expect((await prove(code)).json).toEqual({ since: '2026-12-01T08:00:00Z' });
    expect((await callApi('readWaitingEntry', { token })).json).toEqual({
      since: '2026-12-01T08:00:00Z',
      services: [{ slug: 'pflegegrad', name: { de: 'Pflegegrad', en: 'Care level' } }],
      channel: 'video',
      serviceCenter: null,
      advisor: null,
      firstDay: '2026-12-01',
      lastDay: '2026-12-10',
      partOfDay: null,
      insteadOf: null,
      offer: null,
      lapsed: null,
    });

    const offerId = await offerOf({ token });
    expect((await callApi('readWaitingEntry', { token })).json).toMatchObject({
      offer: { offerId, startsAt: thursday, channel: 'video', validUntil: expect.any(String) },
    });
    const accept = { token, body: { offerId }, headers: { 'idempotency-key': 'accept' } };
    for (let press = 1; press <= 2; press += 1) {
      expect((await callApi('acceptOffer', accept)).json).toEqual({ moved: false });
      // Without the key as well.
      expect((await callApi('acceptOffer', { token, body: { offerId } })).json).toEqual({ moved: false });
    }
    expect((await callApi('readAppointment', { token })).json).toMatchObject({
      startsAt: thursday,
      state: 'confirmed',
      contact: null,
    });
    expect((await callApi('readWaitingEntry', { token })).status).toBe(404);
    expect(await claimsAreSound()).toBe(true);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(1);
  });

  it('brings an earlier appointment to who has one, and keeps the place when the wish changes', async () => {
    await makeWorld();
    const { token } = await open(await book(friday));
    const days = { firstDay: '2026-12-02', lastDay: '2026-12-04' };
    expect((await callApi('waitForEarlier', { token, body: days })).json).toEqual({ since: '2026-12-01T08:00:00Z' });
    await setClock(tuesday.add({ minutes: 2 }));
    const more = { ...days, partOfDay: 'morning', sameAdvisor: true };
    expect((await callApi('waitForEarlier', { token, body: more })).json).toEqual({ since: '2026-12-01T08:00:00Z' });
    expect((await callApi('readWaitingEntry', { token })).json).toMatchObject({
      insteadOf: friday,
      partOfDay: 'morning',
      advisor: { label: 'Berater 0' },
    });
    await setClock(tuesday);
    await giveBack(thursday);
    const offerId = await offerOf({ token });
    expect((await callApi('acceptOffer', { token, body: { offerId } })).json).toEqual({ moved: true });
    expect((await callApi('readAppointment', { token })).json).toMatchObject({ startsAt: thursday, version: 4 });
    expect(await claimsAreSound()).toBe(true);
  });

  it('shows and answers by the link of its messages, and is left for good', async () => {
    await makeWorld();
    await giveBack(thursday);
    await join();
    const link = await linkOfList();
    const offerId = await offerOf({ link });
    expect((await callApi('declineOffer', { link, body: { offerId } })).json).toEqual({ state: 'declined' });
    expect((await callApi('readWaitingEntry', { link })).json).toMatchObject({
      offer: null,
      lapsed: { startsAt: thursday, state: 'declined' },
    });
    expect(title(await callApi('acceptOffer', { link, token: randomToken(), body: { offerId } }))).toBe('time-gone');
    for (let press = 1; press <= 2; press += 1) expect((await callApi('leaveWaitingList', { link })).status).toBe(204);
    expect((await callApi('readWaitingEntry', { link })).status).toBe(404);
    expect(await db().waitingEntry.count()).toBe(0);
  });

  it('an appointment that was accepted by the link belongs to the token that is sent with it', async () => {
    await makeWorld();
    await giveBack(thursday);
    await join();
    const link = await linkOfList();
    const body = { offerId: await offerOf({ link }) };
    expect(title(await callApi('acceptOffer', { link, body }))).toBe('token-missing');
    const token = randomToken();
    expect((await callApi('acceptOffer', { link, token, body })).json).toEqual({ moved: false });
    expect((await callApi('readAppointment', { token })).json).toMatchObject({ startsAt: thursday });
  });
});

describe('what the waiting list refuses (BK8, BK3)', () => {
  it('by name, and keeps nothing of it', async () => {
    const world = await makeWorld();
    const titleOf = async (body: object) => title(await callApi('joinWaitingList', { body }));
    expect(await titleOf({ ...kim, service: 'unbekannt' })).toBe('unknown-choice');
    expect(await titleOf({ ...kim, firstDay: '2026-11-30' })).toBe('unknown-days');
    expect(await titleOf({ ...kim, firstDay: '2026-12-11' })).toBe('unknown-days');
    const wrong = await callApi('joinWaitingList', { body: { ...kim, phone: '12', lastDay: '2026-02-30' } });
    expect(wrong.json).toMatchObject({ errors: [{ pointer: '/lastDay', code: 'malformed' }] });
    expect((await callApi('joinWaitingList', { body: { ...kim, phone: '12' } })).json).toMatchObject({
      errors: [{ pointer: '/phone', code: 'malformed' }],
    });
    expect(await titleOf({ ...kim, concern: 'Es drückt.' })).toBe('invalid-input');
    for (const name of ['resendWaitingCode', 'proveWaiting'] as const)
      expect(title(await callApi(name, { token: randomToken(), body: { code: '123456' } }))).toBe('wrong-state');
    expect([await db().waitingEntry.count(), await db().draft.count()]).toEqual([0, 0]);

    await makeGroupService();
    await addSession(world, { startsAt: friday, seats: 1 });
    const { token } = await open(await book(friday, { choice: { channel: 'on_site' } }));
    const days = { firstDay: '2026-12-02', lastDay: '2026-12-03' };
    expect(title(await callApi('waitForEarlier', { token, body: days }))).toBe('unknown-choice');
    expect(title(await callApi('waitForEarlier', { token: randomToken(), body: days }))).toBe('access-needed');
  });

  it('an offer to somebody else, or that nobody has', async () => {
    await makeWorld();
    await giveBack(thursday);
    const token = await join();
    const offerId = await offerOf({ token });
    for (const name of ['acceptOffer', 'declineOffer'] as const) {
      expect(title(await callApi(name, { token: randomToken(), body: { offerId } }))).toBe('time-gone');
      expect(title(await callApi(name, { token, body: { offerId: randomUUID() } }))).toBe('time-gone');
    }
    expect((await callApi('readWaitingEntry', { token })).json).toMatchObject({ offer: { offerId } });
  });
});
