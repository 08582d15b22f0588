import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { closeAccess, openAccess } from '#lib/booking/change/open-access.ts';
import { evenAnswerMilliseconds } from '#lib/booking/policy.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { accessCodeOf, book } from './changing.ts';
import { makeWorld, tuesday, wrongCode } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';
const nobodysCode = makeBookingCode(() => 5);

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

/** Everything that somebody with a booking code is answered, from the first code to the last try. */
async function everythingAnswered(bookingCode: string, right: () => Promise<string>) {
  const key = { bookingCode };
  const browserToken = randomToken();
  const answers: unknown[] = [];
  const say = (answer: object) => answers.push({ ...answer, browserToken: undefined });
  say(await requestAccess({ key, browserToken }));
  say(await requestAccess({ key, browserToken }));
  const wrong = wrongCode(await right());
  for (let attempt = 1; attempt <= 6; attempt += 1) say(await openAccess({ key, code: wrong, browserToken }));
  for (let issue = 2; issue <= 5; issue += 1) {
    await setClock(tuesday.add({ seconds: 30 * issue }));
    say(await requestAccess({ key, browserToken }));
  }
  await setClock(tuesday.add({ minutes: 15 }));
  say(await openAccess({ key, code: wrong, browserToken }));
  say(await openAccess({ key, code: wrong, browserToken: randomToken() }));
  return answers.map((answer) => JSON.stringify(answer));
}

describe('a code for changing an appointment (BK6)', () => {
  it('is sent to the mailbox for the booking code, and opens it for this browser only', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const key = { bookingCode: booked.bookingCode };
    const asked = await requestAccess({ key, browserToken: null });
    if (!asked.ok) throw new Error(asked.reason);
    const { browserToken } = asked;
    const code = await accessCodeOf(booked.appointmentId);
    const other = randomToken();
    expect(await openAccess({ key, code, browserToken: other })).toEqual({ ok: false, reason: 'no-code' });
    expect(await openAccess({ key, code: wrongCode(code), browserToken })).toEqual({
      ok: false,
      reason: 'code-wrong',
      triesLeft: 4,
    });
    expect(await openAccess({ key, code, browserToken })).toEqual({
      ok: true,
      expiresAt: tuesday.add({ minutes: 30 }),
    });
    expect(await findOwnAppointment({ linkToken: null, browserToken })).toMatchObject({
      appointment: { id: booked.appointmentId },
      change: { appointmentId: booked.appointmentId },
    });
    expect(await findOwnAppointment({ linkToken: null, browserToken: other })).toBeNull();
    expect(await db().auditEntry.count({ where: { action: 'appointment:access-opened' } })).toBe(1);
    await closeAccess(browserToken);
    expect(await findOwnAppointment({ linkToken: null, browserToken })).toBeNull();
  });

  it('says nothing about who has which booking code: answers, counts and limits are the same', async () => {
    await makeWorld();
    const booked = await book(thursday);
    const known = await everythingAnswered(booked.bookingCode, () => accessCodeOf(booked.appointmentId));
    await setClock(tuesday);
    const unknown = await everythingAnswered(nobodysCode, () => Promise.resolve('123456'));
    expect(unknown).toEqual(known);
    expect(known.filter((answer) => answer.includes('used-up')).length).toBeGreaterThan(1);
    expect(await db().outboxMessage.count({ where: { template: 'one-time-code' } })).toBe(1 + 4);
  });

  it('is answered no sooner for a booking code that nobody has', async () => {
    await makeWorld();
    const { bookingCode } = await book(thursday);
    for (const named of [bookingCode, nobodysCode]) {
      const began = performance.now();
      await requestAccess({ key: { bookingCode: named }, browserToken: null });
      expect(performance.now() - began).toBeGreaterThanOrEqual(evenAnswerMilliseconds - 2);
    }
  });

  it('leads nowhere behind a link that nobody has; a repeated wish sends one code; after a rest there are more', async () => {
    await makeWorld();
    const { linkToken, appointmentId } = await book(thursday);
    const browserToken = randomToken();
    const ask = () => requestAccess({ key: { linkToken }, browserToken });
    expect(await requestAccess({ key: { linkToken: randomToken() }, browserToken })).toEqual({
      ok: false,
      reason: 'unknown-link',
    });
    expect(await ask()).toMatchObject({ ok: true, sent: true });
    expect(await ask()).toMatchObject({ ok: true, sent: false });
    for (let issue = 2; issue <= 4; issue += 1) {
      await setClock(tuesday.add({ seconds: 30 * issue }));
      expect(await ask()).toMatchObject({ ok: true, sent: true });
    }
    await setClock(tuesday.add({ minutes: 5 }));
    expect(await ask()).toEqual({ ok: false, reason: 'used-up' });
    await setClock(tuesday.add({ minutes: 43 }));
    expect(await ask()).toMatchObject({ ok: true, sent: true });
    expect(await db().outboxMessage.count({ where: { appointmentId, template: 'one-time-code' } })).toBe(1 + 5);
  });
});
