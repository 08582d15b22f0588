import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { apiOperations, type ApiOperationName } from '#lib/booking/api/api-operations.ts';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { callApi } from './api-call.ts';
import { holdWithCode, makeWorld, secretForm, tuesday } from './world.ts';

const startsAt = '2026-12-01T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

describe('who asks (ID4, LG1)', () => {
  const guarded = (Object.keys(apiOperations) as ApiOperationName[]).filter(
    (name) => apiOperations[name].holder === 'required',
  );
  const bodies: Partial<Record<ApiOperationName, unknown>> = {
    submitContact: secretForm,
    confirmAppointment: { code: '123456' },
    openAccess: { bookingCode: makeBookingCode(() => 5), code: '123456' },
    holdMove: { startsAt: '2026-12-01T15:00:00Z' },
    switchChannel: { channel: 'phone' },
    announceLateness: { minutes: 5 },
    proveWaiting: { code: '123456' },
    waitForEarlier: { firstDay: '2026-12-01', lastDay: '2026-12-02' },
    acceptOffer: { offerId: randomUUID() },
    declineOffer: { offerId: randomUUID() },
  };

  it.each(guarded)('%s wants a token, in the header alone', async (name) => {
    await makeWorld();
    const { browserToken: token } = await holdWithCode(startsAt);
    for (const headers of [
      {},
      { cookie: `__Host-termin=${token}` },
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: 'Bearer short' },
    ]) {
      const { json, headers: answered } = await callApi(name, { body: bodies[name], headers });
      expect(json).toMatchObject({ title: 'token-missing' });
      expect(answered.get('www-authenticate')).toBe('Bearer');
    }
    expect(await db().appointment.count({ where: { state: 'held' } })).toBe(1);
  });

  it.each(guarded)('%s answers a stranger the same whether there is something or not', async (name) => {
    const asStranger = async () => {
      const { status, text, headers } = await callApi(name, { token: randomToken(), body: bodies[name], version: 3 });
      // What is left of the asking network's quota says how often it asked.
      headers.delete('ratelimit');
      return { status, text, headers: [...headers] };
    };
    await makeWorld();
    const nothingThere = await asStranger();
    await holdWithCode(startsAt);
    const { browserToken: token, code } = await holdWithCode('2026-12-01T12:00:00Z');
    await callApi('confirmAppointment', { token, body: { code } });
    const all = async () => [await db().appointment.findMany({ orderBy: { id: 'asc' } }), await db().draft.findMany()];
    const before = await all();
    expect(await asStranger()).toEqual(nothingThere);
    expect(await all()).toEqual(before);
  });

  it('is no page of another site', async () => {
    await makeWorld();
    const refused = await callApi('holdTime', {
      body: { service: 'pflegegrad', channel: 'video', startsAt },
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(refused.json).toMatchObject({ title: 'foreign-origin' });
    expect(await db().claim.count()).toBe(0);
  });
});
