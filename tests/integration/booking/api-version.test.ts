import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { erasePerson, exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { callApi } from './api-call.ts';
import { open, title, versionOf } from './api-opening.ts';
import { book, claimsAreSound, messagesAbout, setDeadline } from './changing.ts';
import { makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), closeDatabase()]);
});

describe('the version that the caller saw (BK15)', () => {
  const writes = [
    ['moveAppointment', undefined],
    ['switchChannel', { channel: 'phone' }],
    ['cancelAppointment', undefined],
    ['undoCancellation', undefined],
    ['announceLateness', { minutes: 5 }],
    ['announceAbsence', undefined],
  ] as const;

  it.each(writes)('%s wants it, and refuses another one', async (name, body) => {
    await makeWorld();
    const booked = await book('2026-12-01T09:30:00Z');
    await setDeadline(0);
    const { token, version } = await open(booked);
    await callApi('holdMove', { token, body: { startsAt: friday } });
    const before = await db().appointment.findMany({ orderBy: { id: 'asc' } });
    expect((await callApi(name, { token, body })).status).toBe(428);
    for (const seen of [String(version), `W/"${version}"`, '*', '"x"', `"${version}", "7"`, '"9999999999"'])
      expect((await callApi(name, { token, body, headers: { 'if-match': seen } })).json).toMatchObject({
        errors: [{ parameter: 'If-Match', code: 'malformed' }],
      });
    for (const other of [version - 1, version + 1])
      expect((await callApi(name, { token, body, version: other })).status).toBe(412);
    expect(await db().appointment.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('is the beginning of the ETag: what was read may be sent back as it is', async () => {
    await makeWorld();
    const { token, version } = await open(await book(thursday));
    const read = await callApi('readAppointment', { token });
    const etag = read.headers.get('etag') ?? '';
    expect(etag).toMatch(new RegExp(String.raw`^"${version}\.`));
    expect((await callApi('readAppointment', { token, headers: { 'if-none-match': etag } })).status).toBe(304);
    // Time alone changes what can be done, not the appointment: another answer, the same version.
    await setDeadline(60);
    const later = await callApi('readAppointment', { token });
    expect([later.status, later.headers.get('etag') === etag, versionOf(later)]).toEqual([200, false, version]);
    const cancelled = await callApi('cancelAppointment', { token, headers: { 'if-match': etag } });
    expect(cancelled.status).toBe(200);
    const next = { 'if-match': cancelled.headers.get('etag') ?? '' };
    expect((await callApi('undoCancellation', { token, headers: next })).status).toBe(200);
  });

  it('decides between two who change it at once: one does, the other one reads again', async () => {
    await makeWorld({ advisors: 2 });
    const booked = await book(thursday);
    const [one, other] = [await open(booked), await open(booked, 'link')];
    await callApi('holdMove', { token: one.token, body: { startsAt: friday } });
    const answers = await Promise.all([
      callApi('moveAppointment', one),
      callApi('cancelAppointment', other),
      callApi('switchChannel', { ...other, body: { channel: 'phone' } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect(await claimsAreSound()).toBe(true);
  });
});

describe('a change sent again under its key (BK15)', () => {
  const under = (key: string) => ({ headers: { 'idempotency-key': key } });

  it('is done once and answered the same, twenty at once as well', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const { token, version } = await open(booked);
    const cancel = () => callApi('cancelAppointment', { token, version, ...under('cancel') });
    const answers = await Promise.all(Array.from({ length: 20 }, cancel));
    expect(new Set(answers.map(({ status, text, headers }) => `${status} ${text} ${headers.get('etag')}`))).toEqual(
      new Set([`200 {"version":${version + 1}} "${version + 1}"`]),
    );
    expect(await messagesAbout(booked.appointmentId)).toEqual(['appointment-cancelled', 'appointment-confirmed']);
    // Another version is another wish.
    expect(title(await callApi('cancelAppointment', { token, version: version + 1, ...under('cancel') }))).toBe(
      'key-reused',
    );
  });

  it('is the link’s as well, and goes with the person who wants to be forgotten', async () => {
    await makeWorld();
    const { appointmentId, linkToken: link } = await book(thursday);
    const { token, version } = await open(await book(friday));
    await callApi('cancelAppointment', { token, version, ...under('one') });
    await setDeadline(4 * 24 * 60);
    const late = { link, version, ...under('one') };
    const first = await callApi('announceAbsence', late);
    expect(first.status).toBe(200);
    expect((await callApi('announceAbsence', late)).text).toBe(first.text);
    expect(await db().apiAnswer.count()).toBe(2);
    const friends = (await db().appointment.findFirstOrThrow({ where: { NOT: { id: appointmentId } } })).id;
    const named = async (id: string) =>
      (await exportPerson(id, db()))
        .filter(({ model }) => model === 'ApiAnswer')
        .map(({ values }) => values['operation']);
    expect([await named(friends), await named(appointmentId)]).toEqual([['cancelAppointment'], ['announceAbsence']]);
    expect((await erasePerson(friends, scheduler)).removed).toMatchObject({ ApiAnswer: 1 });
    expect(await db().apiAnswer.findMany({ select: { operation: true } })).toEqual([{ operation: 'announceAbsence' }]);
    expect((await erasePerson(appointmentId, scheduler)).removed).toMatchObject({ ApiAnswer: 1 });
    expect(await db().apiAnswer.count()).toBe(0);
  });
});
