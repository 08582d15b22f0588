import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { callApi } from './api-call.ts';
import { codeOf } from './code-of.ts';
import { makeWorld, secretForm, tuesday, wrongCode } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const startsAt = '2026-12-01T10:00:00Z';
const choice = { service: 'pflegegrad', channel: 'video' };
const contact = secretForm;

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), closeDatabase()]);
});

async function hold(at = startsAt): Promise<{ token: string; appointmentId: string }> {
  const { status, json } = await callApi('holdTime', { body: { ...choice, startsAt: at } });
  expect(status).toBe(201);
  return { token: String(json['token']), appointmentId: String(json['appointmentId']) };
}

async function holdWithCode(at = startsAt): Promise<{ token: string; appointmentId: string; code: string }> {
  const held = await hold(at);
  expect((await callApi('submitContact', { token: held.token, body: contact })).status).toBe(200);
  return { ...held, code: await codeOf(held.appointmentId) };
}

describe('a booking over HTTP (BK15)', () => {
  it('goes from the catalogue to the own appointment with its calendar file and one mail', async () => {
    await makeWorld();
    expect((await callApi('listServiceCenters')).json).toMatchObject({ items: [{ slug: 'probe' }], next: null });
    expect((await callApi('listServices')).json).toMatchObject({
      items: [{ slug: 'pflegegrad', duration: 30, serviceCenters: [{ slug: 'probe' }] }],
      next: null,
    });
    const days = { ...choice, from: '2026-12-01', to: '2026-12-01', limit: '2' };
    const first = await callApi('listFreeTimes', { query: days });
    expect(first.json).toMatchObject({
      items: [{ startsAt: '2026-12-01T08:15:00Z', timeZone: 'Europe/Berlin', serviceCenter: null }, {}],
      next: '2026-12-01T08:45:00Z',
    });

    const held = await callApi('holdTime', { body: { ...choice, startsAt, locale: 'en' } });
    expect(held.headers.get('location')).toBe('/api/v1/hold');
    expect(held.json).toMatchObject({ expiresAt: '2026-12-01T08:10:00Z' });
    const token = String(held.json['token']);
    expect((await callApi('readHold', { token })).json).toMatchObject({
      hasContact: false,
      extensionsLeft: 3,
      startsAt,
    });
    await setClock(tuesday.add({ minutes: 5 }));
    expect((await callApi('extendHold', { token })).json).toEqual({
      expiresAt: '2026-12-01T08:15:00Z',
      extensionsLeft: 2,
    });

    const submitted = await callApi('submitContact', { token, body: { ...contact, locale: 'en' } });
    expect(submitted.json).toEqual({ codeValidUntil: '2026-12-01T08:15:00Z', sent: true });
    expect((await callApi('resendCode', { token })).json).toMatchObject({ sent: false });
    await sendOutbox(scheduler);
    const mail = await mailbox.waitForMailTo('wilhelmine@postfach.example');
    const code = /\b(\d{6})\b/.exec(mail.content.text ?? '')?.[1] ?? '';

    expect((await callApi('confirmAppointment', { token, body: { code: wrongCode(code) } })).json).toMatchObject({
      title: 'code-wrong',
      triesLeft: 4,
    });
    const { appointmentId } = held.json;
    for (let press = 1; press <= 2; press += 1)
      expect((await callApi('confirmAppointment', { token, body: { code } })).json).toEqual({ appointmentId });
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(1);

    expect((await callApi('readHold', { token })).status).toBe(404);
    expect((await callApi('readAppointment', { token })).json).toMatchObject({
      appointmentId,
      state: 'confirmed',
      startsAt,
      contact: { lastName: 'Ödön-Çağlar', kvnr: 'A123456780' },
      concern: 'Mein Rollstuhl quietscht.',
      deletedBy: '2027-02-28',
    });
    const { text, headers } = await callApi('readCalendarFile', { token });
    expect(text).toContain('DTSTART:20261201T100000Z');
    expect(text).not.toMatch(/Pflegegrad|Care level|Wilhelmine/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="termin.ics"');
    // What was given is shown for two hours only, as on the pages.
    await setClock(tuesday.add({ hours: 3 }));
    expect((await callApi('readAppointment', { token })).json).toMatchObject({ contact: null, concern: null });
  });

  it('holds what is free, names the next times of what is not, and frees at once', async () => {
    await makeWorld();
    const first = await hold();
    const taken = await callApi('holdTime', { body: { ...choice, startsAt } });
    expect(taken.json).toMatchObject({
      title: 'time-taken',
      alternatives: [{ startsAt: '2026-12-01T10:30:00Z' }, {}, {}],
    });
    expect((await callApi('releaseHold', { token: first.token })).status).toBe(204);
    await hold();
    // The first one's token brings its own hold elsewhere, and still has one only.
    await callApi('holdTime', { token: first.token, body: { ...choice, startsAt: '2026-12-01T12:00:00Z' } });
    await callApi('holdTime', { token: first.token, body: { ...choice, startsAt: '2026-12-01T13:00:00Z' } });
    expect(await db().claim.count()).toBe(2);
  });

  it('has the limits of the pages', async () => {
    await makeWorld();
    const { token, code } = await holdWithCode();
    const body = { code: wrongCode(code) };
    for (let left = 4; left >= 1; left -= 1)
      expect((await callApi('confirmAppointment', { token, body })).json).toMatchObject({ triesLeft: left });
    expect((await callApi('confirmAppointment', { token, body })).json).toMatchObject({ title: 'code-used-up' });
    expect((await callApi('confirmAppointment', { token, body: { code } })).json).toMatchObject({
      title: 'code-used-up',
    });
    for (let more = 1; more <= 3; more += 1) {
      await setClock(tuesday.add({ minutes: more }));
      expect((await callApi('resendCode', { token })).json).toMatchObject({ sent: true });
    }
    await setClock(tuesday.add({ minutes: 4 }));
    expect((await callApi('resendCode', { token })).json).toMatchObject({ title: 'limit-reached' });
    for (let more = 1; more <= 3; more += 1) expect((await callApi('extendHold', { token })).status).toBe(200);
    expect((await callApi('extendHold', { token })).json).toMatchObject({ title: 'limit-reached' });
    await setClock(tuesday.add({ minutes: 30 }));
    for (const name of ['extendHold', 'resendCode'] as const)
      expect((await callApi(name, { token })).json).toMatchObject({ title: 'hold-expired' });
  });

  it('tells every wrong field by a pointer, keeps nothing of what it refuses', async () => {
    await makeWorld();
    const { token } = await hold();
    const wrong = { ...contact, kvnr: 'A123456781', phone: '12', firstName: '' };
    const { json, text } = await callApi('submitContact', { token, body: wrong });
    expect(json['errors']).toEqual([
      { pointer: '/firstName', code: 'missing' },
      { pointer: '/kvnr', code: 'malformed' },
      { pointer: '/phone', code: 'malformed' },
    ]);
    expect(text).not.toMatch(/A123456781|Ödön/);
    expect(await db().draft.count()).toBe(0);
    const incomplete = await callApi('submitContact', { token, body: {} });
    expect(incomplete.json['errors']).toContainEqual({ pointer: '/lastName', code: 'invalid_type' });
    expect((await callApi('resendCode', { token })).json).toMatchObject({ title: 'wrong-state' });
  });
});

describe('free times by days (BK1)', () => {
  it('come page by page, each once, on the named days of the center alone', async () => {
    await makeWorld();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { ...choice, from: '2026-12-02', to: '2026-12-03', limit: '50' };
      const { json } = await callApi('listFreeTimes', { query: cursor === null ? query : { ...query, cursor } });
      seen.push(...(json['items'] as { startsAt: string }[]).map((time) => time.startsAt));
      cursor = json['next'] as string | null;
    } while (cursor !== null);
    // Two days of 24 open hours in Berlin, every quarter of an hour, the last one ending at midnight each day.
    expect(seen[0]).toBe('2026-12-01T23:00:00Z');
    expect(seen.at(-1)).toBe('2026-12-03T22:45:00Z');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(2 * 96);
  });

  it('are refused for more than 31 days, for days in the wrong order, for what is not offered', async () => {
    await makeWorld();
    const ask = async (query: Record<string, string>) => (await callApi('listFreeTimes', { query })).json;
    const days = { from: '2026-12-01', to: '2026-12-31' };
    expect(await ask({ ...choice, ...days })).toHaveProperty('items');
    expect(await ask({ ...choice, from: '2026-12-01', to: '2027-01-01' })).toMatchObject({
      errors: [{ parameter: 'to', code: 'too-many-days' }],
    });
    expect(await ask({ ...choice, from: '2026-12-02', to: '2026-12-01' })).toMatchObject({
      errors: [{ parameter: 'to', code: 'before-from' }],
    });
    expect(await ask({ ...choice, ...days, service: 'unbekannt' })).toMatchObject({ title: 'unknown-choice' });
    expect(await ask({ ...choice, ...days, limit: '0' })).toMatchObject({ errors: [{ parameter: 'limit' }] });
  });
});

describe('the manners of HTTP', () => {
  it('a caller who knows the answer is told so, until it changes', async () => {
    await makeWorld();
    const query = { ...choice, from: '2026-12-01', to: '2026-12-01' };
    const etag = (await callApi('listFreeTimes', { query })).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    expect((await callApi('listFreeTimes', { query, headers })).status).toBe(304);
    const { token } = await hold();
    expect((await callApi('listFreeTimes', { query, headers })).status).toBe(200);
    const held = (await callApi('readHold', { token })).headers.get('etag') ?? '';
    expect((await callApi('readHold', { token, headers: { 'if-none-match': held } })).status).toBe(304);
  });

  it('lists go on behind their cursor', async () => {
    await makeWorld();
    await makeSecondCenter();
    const first = await callApi('listServiceCenters', { query: { limit: '1' } });
    expect(first.json).toMatchObject({ items: [{ slug: 'anderswo' }], next: 'anderswo' });
    expect((await callApi('listServiceCenters', { query: { limit: '1', cursor: 'anderswo' } })).json).toMatchObject({
      items: [{ slug: 'probe' }],
      next: null,
    });
    expect((await callApi('listServiceCenters', { query: 'limit=1&limit=2' })).json).toMatchObject({
      errors: [{ parameter: 'limit', code: 'repeated' }],
    });
  });

  it('refuses what is no JSON, too much, or under another name', async () => {
    await makeWorld();
    const titleOf = async (body: unknown, headers: Record<string, string> = {}) =>
      (await callApi('holdTime', { body, headers })).json['title'];
    expect(await titleOf('{"service":')).toBe('invalid-input');
    expect(await titleOf(JSON.stringify({ ...choice, startsAt }), { 'content-type': 'text/plain' })).toBe(
      'wrong-media-type',
    );
    expect(await titleOf({ ...choice, startsAt, service: 'x'.repeat(20_000) })).toBe('too-large');
    expect(await titleOf({ ...choice, startsAt, more: true })).toBe('invalid-input');
    expect(await titleOf({ ...choice, startsAt: '+275000-01-01T00:00:00Z' })).toBe('invalid-input');
    // Between two steps nothing begins, however it is rounded.
    expect(await titleOf({ ...choice, startsAt: '2026-12-01T09:58:01Z' })).toBe('time-taken');
    expect(await db().claim.count()).toBe(0);
  });
});

/** A center before the other one in the order of names. */
async function makeSecondCenter(): Promise<void> {
  const client = await connectAs('migrate');
  await client.query(
    `INSERT INTO service_center (slug, name, street, postcode, city, land, municipality, phone)
     VALUES ('anderswo', 'Servicestelle Anderswo', 'Weg 2', '12345', 'Anderswo', 'BY', 'Anderswo', '+4930231250')`,
  );
}
