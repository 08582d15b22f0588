import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { type Call, callApi } from './api-call.ts';
import { title, versionOf } from './api-opening.ts';
import { accessCodeOf, book, setDeadline } from './changing.ts';
import { codeOf } from './code-of.ts';
import { makeWorld, secretForm, tuesday, wrongCode } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

describe('who may (BK6, ID4)', () => {
  it('the link alone shows it and says late, not coming and coming after all, but changes nothing', async () => {
    await makeWorld();
    await setDeadline(0);
    const { linkToken: link, appointmentId } = await book('2026-12-01T09:30:00Z');
    const read = await callApi('readAppointment', { link });
    expect(read.json).toMatchObject({
      appointmentId,
      contact: null,
      change: { opened: false, channels: [], lateChoices: [5, 10, 15] },
    });
    expect((await callApi('readCalendarFile', { link })).status).toBe(200);
    const version = versionOf(read);
    expect((await callApi('announceLateness', { link, version, body: { minutes: 10 } })).status).toBe(200);
    expect((await callApi('readAppointment', { link })).json).toMatchObject({ lateMinutes: 10, version: version + 1 });
    expect(title(await callApi('announceLateness', { link, version: version + 1, body: { minutes: 25 } }))).toBe(
      'wrong-state',
    );
    expect(title(await callApi('announceAbsence', { link, version: version + 1 }))).toBe('wrong-state');
    await setDeadline(24 * 60);
    expect((await callApi('announceAbsence', { link, version: version + 1 })).status).toBe(200);
    expect((await callApi('undoCancellation', { link, version: version + 2 })).status).toBe(200);
    for (const name of ['cancelAppointment', 'moveAppointment', 'extendMove'] as const) {
      expect(title(await callApi(name, { link, version: version + 3 }))).toBe('token-missing');
      expect(title(await callApi(name, { link, token: randomToken(), version: version + 3 }))).toBe('access-needed');
    }
    // Nobody has this one, and it is answered as what is not there.
    const nobodys = randomToken();
    expect((await callApi('readAppointment', { link: nobodys })).status).toBe(404);
    expect(title(await callApi('announceAbsence', { link: nobodys, version }))).toBe('access-needed');
    expect(title(await callApi('requestAccess', { link: nobodys, body: {} }))).toBe('not-found');
    expect((await callApi('readAppointment', { link: 'short' })).json).toMatchObject({
      errors: [{ parameter: 'Link-Token', code: 'malformed' }],
    });
  });

  it('whoever booked it shows it, and proves the mailbox again before changing it', async () => {
    await makeWorld();
    const body = { service: 'pflegegrad', channel: 'video', startsAt: thursday };
    const { json } = await callApi('holdTime', { body });
    const [token, appointmentId] = [String(json['token']), String(json['appointmentId'])];
    await callApi('submitContact', { token, body: secretForm });
    await callApi('confirmAppointment', { token, body: { code: await codeOf(appointmentId) } });
    const read = await callApi('readAppointment', { token });
    expect(read.json).toMatchObject({ appointmentId, contact: { lastName: 'Ödön-Çağlar' }, change: null });
    const version = versionOf(read);
    expect(title(await callApi('cancelAppointment', { token, version }))).toBe('access-needed');
    const bookingCode = String(read.json['bookingCode']);
    await callApi('requestAccess', { token, body: { bookingCode } });
    const code = await accessCodeOf(appointmentId);
    await callApi('openAccess', { token, body: { bookingCode, code } });
    expect((await callApi('readAppointment', { token })).json).toMatchObject({
      contact: { lastName: 'Ödön-Çağlar' },
      change: { opened: true },
    });
    // Half an hour later it is closed.
    await setClock(tuesday.add({ minutes: 30 }));
    expect(title(await callApi('cancelAppointment', { token, version }))).toBe('access-needed');
    expect((await callApi('readAppointment', { token })).json).toMatchObject({ change: null });
  });

  it('a booking code that nobody has is answered the same, from the first code to the last try', async () => {
    await makeWorld();
    const { bookingCode, appointmentId } = await book(thursday);
    const everything = async (named: string, code: () => Promise<string>) => {
      const token = randomToken();
      const said: unknown[] = [];
      const say = (name: 'requestAccess' | 'openAccess', more: Pick<Call, 'token' | 'body'>) =>
        callApi(name, { token, ...more }).then(({ status, json }) =>
          said.push([status, { ...json, token: undefined }]),
        );
      await say('requestAccess', { body: { bookingCode: named } });
      await say('requestAccess', { body: { bookingCode: named } });
      const wrong = { body: { bookingCode: named, code: wrongCode(await code()) } };
      for (let attempt = 1; attempt <= 6; attempt += 1) await say('openAccess', wrong);
      await say('openAccess', { ...wrong, token: randomToken() });
      return said;
    };
    const known = await everything(bookingCode, () => accessCodeOf(appointmentId));
    const nobodys = makeBookingCode(() => 7);
    expect(await everything(nobodys, () => Promise.resolve('123456'))).toEqual(known);
    expect(title(await callApi('requestAccess', { body: { bookingCode: 'ABCD' } }))).toBe('invalid-input');
    expect((await callApi('requestAccess', { body: {} })).json).toMatchObject({
      errors: [{ pointer: '/bookingCode', code: 'missing' }],
    });
  });
});
