import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { freeKey, keepOutcome, readKey, takeKey } from '#lib/booking/api/api-answer.sql.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { erasePerson, exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { purge } from '#lib/privacy/purge.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { type ApiAnswer, callApi } from './api-call.ts';
import { codeOf } from './code-of.ts';
import { makeWorld, secretForm, tuesday, wrongCode } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const owner = openDatabase(databaseUrl('migrate'));
const wish = { service: 'pflegegrad', channel: 'video', startsAt: '2026-12-01T10:00:00Z' };
const key = 'f1d0c2a4-5b1e-4a0e-9f64-0f3a6f1f2b77';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  await makeWorld({ advisors: 3 });
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), owner.$disconnect(), closeDatabase()]);
});

const under = (value: string) => ({ headers: { 'idempotency-key': value } });
const holdUnder = (token: string, value = key, body: unknown = wish): Promise<ApiAnswer> =>
  callApi('holdTime', { token, body, ...under(value) });
const title = ({ json }: ApiAnswer): unknown => json['title'];

describe('a request sent again under its key (BK15)', () => {
  it('is answered the same and done once', async () => {
    const token = randomToken();
    const first = await holdUnder(token);
    expect(first.status).toBe(201);
    await setClock(tuesday.add({ minutes: 3 }));
    const again = await holdUnder(token);
    expect([again.status, again.text, again.headers.get('location')]).toEqual([201, first.text, '/api/v1/hold']);
    expect(await db().appointment.count()).toBe(1);

    const body = secretForm;
    const submitted = await callApi('submitContact', { token, body, ...under('contact') });
    expect(submitted.status).toBe(200);
    await setClock(tuesday.add({ minutes: 5 }));
    expect((await callApi('submitContact', { token, body, ...under('contact') })).text).toBe(submitted.text);
    expect(await db().outboxMessage.count()).toBe(1);
    // Without the key it is another wish: a new code.
    expect((await callApi('submitContact', { token, body })).json).toMatchObject({ sent: true });
    expect(await db().outboxMessage.count()).toBe(2);
  });

  it('is done once when it comes twenty times at once', async () => {
    const token = randomToken();
    const answers = await Promise.all(Array.from({ length: 20 }, () => holdUnder(token)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const [appointment] = await db().appointment.findMany();
    expect(await db().appointment.count()).toBe(1);
    expect(answers[0]?.json['appointmentId']).toBe(appointment?.id);
  });

  it('is another one under the same key: refused, and nothing happens', async () => {
    const token = randomToken();
    await holdUnder(token);
    expect(title(await holdUnder(token, key, { ...wish, startsAt: '2026-12-01T12:00:00Z' }))).toBe('key-reused');
    expect(title(await callApi('extendHold', { token, ...under(key) }))).toBe('key-reused');
    // The same, written otherwise, is the same.
    expect((await holdUnder(token, key, { locale: 'de', ...wish, startsAt: '2026-12-01T11:00:00+01:00' })).status).toBe(
      201,
    );
    expect((await db().appointment.findFirst())?.extensions).toBe(0);
    // Neither has a body: what tells them apart is what they ask for.
    await callApi('submitContact', { token, body: secretForm });
    expect((await callApi('resendCode', { token, ...under('more') })).status).toBe(200);
    expect(title(await callApi('extendHold', { token, ...under('more') }))).toBe('key-reused');
  });

  it('is somebody else’s when another holder sends it', async () => {
    const [one, other] = [await holdUnder(randomToken()), await holdUnder(randomToken())];
    expect(one.json['appointmentId']).not.toBe(other.json['appointmentId']);
    expect(await db().appointment.count()).toBe(2);
  });

  it('may be mended when it was refused without effect', async () => {
    const token = randomToken();
    expect(title(await holdUnder(token, key, { ...wish, service: 'unbekannt' }))).toBe('unknown-choice');
    expect(await db().apiAnswer.count()).toBe(0);
    expect((await holdUnder(token)).status).toBe(201);
  });

  it('counts a wrong code once', async () => {
    const token = randomToken();
    const held = await holdUnder(token);
    await callApi('submitContact', { token, body: secretForm });
    const code = await codeOf(String(held.json['appointmentId']));
    const wrong = { token, body: { code: wrongCode(code) }, ...under('wrong') };
    for (let press = 1; press <= 6; press += 1)
      expect((await callApi('confirmAppointment', wrong)).json).toMatchObject({ title: 'code-wrong', triesLeft: 4 });
    const right = { token, body: { code }, ...under('right') };
    const confirmed = await callApi('confirmAppointment', right);
    expect((await callApi('confirmAppointment', right)).text).toBe(confirmed.text);
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(1);
  });

  it('wants a key of letters and figures, and the token of whom the key is', async () => {
    for (const bad of ['', 'ä', 'a b', 'x'.repeat(201)])
      expect(title(await holdUnder(randomToken(), bad))).toBe('invalid-input');
    expect(title(await callApi('holdTime', { body: wish, ...under(key) }))).toBe('token-missing');
    expect(await db().claim.count()).toBe(0);
  });
});

describe('whoever works on it', () => {
  /** As a process leaves it that is killed between what it did and keeping the answer. */
  const forgetOutcome = () => owner.$executeRaw`UPDATE api_answer SET outcome = NULL`;

  it('keeps the key for a minute; then the same request is worked on anew, and finds what was done', async () => {
    const token = randomToken();
    const first = await holdUnder(token);
    await forgetOutcome();
    const early = await holdUnder(token);
    expect([title(early), early.headers.get('retry-after')]).toEqual(['in-progress', '1']);
    await setClock(tuesday.add({ seconds: 60 }));
    expect(title(await holdUnder(token, key, { ...wish, channel: 'phone' }))).toBe('key-reused');
    const late = await holdUnder(token);
    expect([late.status, late.text]).toEqual([201, first.text]);
    expect(await db().appointment.count()).toBe(1);
  });

  it('does not write over the answer of whoever took it over, nor free their key', async () => {
    const [slow, next] = [randomUUID(), randomUUID()];
    const hash = (value: string) => keyedHash('api-request', value);
    const request = {
      clientHash: hash('holder'),
      keyHash: hash('key'),
      requestHash: hash('input'),
      operation: 'holdTime',
    };
    expect(await takeKey(request, slow, db())).toBe(true);
    expect(await takeKey(request, next, db())).toBe(false);
    await setClock(tuesday.add({ seconds: 60 }));
    expect(await takeKey({ ...request, requestHash: hash('other') }, next, db())).toBe(false);
    expect(await takeKey(request, next, db())).toBe(true);
    await keepOutcome(request, slow, { json: { by: 'slow' } }, db());
    await freeKey(request, slow, db());
    expect(await readKey(request, db())).toEqual({ same: true, outcome: null });
    await keepOutcome(request, next, { json: { by: 'next' } }, db());
    expect(await readKey(request, db())).toEqual({ same: true, outcome: { json: { by: 'next' } } });
  });
});

describe('what is kept of it (DP4, DP5)', () => {
  it('is nothing that was sent, for 24 hours', async () => {
    const token = randomToken();
    const held = await holdUnder(token, 'wilhelmine@postfach.example');
    await callApi('submitContact', { token, body: secretForm, ...under('Wilhelmine') });
    const rows = await db().apiAnswer.findMany({ orderBy: { operation: 'asc' } });
    expect(rows.map(({ operation }) => operation)).toEqual(['holdTime', 'submitContact']);
    const sent = [token, secretForm.email ?? '', secretForm.lastName ?? '', secretForm.kvnr ?? '', 'Wilhelmine'];
    expect(await scanTables(owner, sent)).toEqual([]);

    await setClock(tuesday.add({ hours: 24 }).subtract({ milliseconds: 1 }));
    expect((await holdUnder(token, 'wilhelmine@postfach.example')).text).toBe(held.text);
    await setClock(tuesday.add({ hours: 24 }));
    expect(title(await holdUnder(token, 'wilhelmine@postfach.example'))).toBe('time-taken');
    const { removed } = await purge(scheduler);
    expect(removed.ApiAnswer).toBe(1);
    expect(await db().apiAnswer.count()).toBe(0);
  });

  it('goes with the person who wants to be forgotten, and is named to whoever asks', async () => {
    const token = randomToken();
    const appointmentId = String((await holdUnder(token)).json['appointmentId']);
    await holdUnder(randomToken());
    const records = await exportPerson(appointmentId, db());
    expect(records.filter(({ model }) => model === 'ApiAnswer').map(({ values }) => values['operation'])).toEqual([
      'holdTime',
    ]);
    expect((await erasePerson(appointmentId, scheduler)).removed).toMatchObject({ ApiAnswer: 1 });
    expect(await scanTables(owner, [appointmentId])).toEqual([]);
    expect(await db().apiAnswer.count()).toBe(1);
  });
});
