import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDataKey } from '#lib/booking/data-key.ts';
import { readBookingCode } from '#lib/booking/core/booking-code.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { findWaitingLink } from '#lib/booking/waiting-list/find-waiting-link.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { proveWaiting } from '#lib/booking/waiting-list/prove-waiting.ts';
import { resendWaitingCode } from '#lib/booking/waiting-list/send-waiting-code.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { makeGroupService } from './groups.ts';
import { formOf, join, joiningCode, messagesOf, standing, wishFor } from './waiting.ts';
import { makeWorld, tuesday, wrongCode } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const later = (minutes: number) => tuesday.add({ minutes });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

async function runJob(name: string): Promise<Record<string, number>> {
  const job = jobs.find((candidate) => candidate.name === name);
  if (job === undefined) throw new Error('No such job');
  return job.run(scheduler);
}
const entries = () => db().waitingEntry.count();

describe('joining (BK8, BK4)', () => {
  it('counts once the code was typed in the same browser, and is told with a way to leave', async () => {
    await makeWorld();
    const browserToken = randomToken();
    const joined = await joinWaitingList({ browserToken, wish: wishFor(), form: formOf('Kim'), locale: 'de' });
    expect(joined).toMatchObject({ ok: true, sent: true, browserToken, to: { address: 'kim@postfach.example' } });
    const code = await joiningCode('kim@postfach.example');
    expect(await proveWaiting({ browserToken: randomToken(), code })).toEqual({ ok: false, reason: 'not-joining' });
    expect(await proveWaiting({ browserToken, code: wrongCode(code) })).toEqual({
      ok: false,
      reason: 'code-wrong',
      triesLeft: 4,
    });
    expect(await findOwnWaiting({ browserToken })).toBeNull();
    const proved = await proveWaiting({ browserToken, code });
    expect(proved).toMatchObject({ ok: true });
    // Sent twice is done once.
    expect(await proveWaiting({ browserToken, code })).toEqual(proved);
    const { entryId } = proved as { entryId: string };
    expect(await messagesOf(entryId, 'waiting-joined')).toHaveLength(1);
    expect(await findOwnWaiting({ browserToken })).toMatchObject({
      since: tuesday,
      channel: 'video',
      offer: null,
      appointment: null,
      topics: [{ slug: 'pflegegrad' }],
    });
    const { expiresAt, keyRef } = await db().waitingEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(expiresAt.toISOString()).toBe('2026-12-10T23:00:00.000Z');
    // Its purge destroys the key after the entry's end.
    expect(keyRef.slice(0, 10) > '2026-12-11').toBe(true);
  });

  it('says what is missing, keeps what was typed, and changes nothing', async () => {
    await makeWorld();
    const ask = (wish: object, form = formOf('Kim')) =>
      joinWaitingList({ browserToken: null, wish: { ...wishFor(), ...wish }, form, locale: 'de' });
    const day = (text: string) => Temporal.PlainDate.from(text);
    expect(await ask({}, { ...formOf('Kim'), email: 'kim' })).toMatchObject({
      ok: false,
      reason: 'invalid-input',
      errors: { email: 'malformed' },
    });
    for (const days of [
      { firstDay: day('2026-11-30') },
      { firstDay: day('2026-12-05'), lastDay: day('2026-12-04') },
      { lastDay: day('2027-01-13') },
    ])
      expect(await ask(days)).toMatchObject({ ok: false, reason: 'unknown-days' });
    expect(await ask({ service: 'gibt-es-nicht' })).toMatchObject({ ok: false, reason: 'unknown-choice' });
    await makeGroupService();
    expect(await ask({ service: 'kurs', channel: 'on_site' })).toMatchObject({ ok: false, reason: 'unknown-choice' });
    expect(await entries()).toBe(0);
    expect(await db().draft.count()).toBeGreaterThan(0);
  });

  it('a double click sends one code, a corrected mailbox gets its own, and the codes are counted', async () => {
    await makeWorld();
    const browserToken = randomToken();
    const post = (form = formOf('Kim')) => joinWaitingList({ browserToken, wish: wishFor(), form, locale: 'de' });
    const both = await Promise.all([post(), post()]);
    expect(both.filter((one) => one.ok && one.sent)).toHaveLength(1);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(await post(formOf('Kira'))).toMatchObject({ ok: true, sent: true });
    expect(await entries()).toBe(1);
    expect(await proveWaiting({ browserToken, code: await joiningCode('kira@postfach.example') })).toMatchObject({
      ok: true,
    });
  });

  it('a new code can be sent, a few times', async () => {
    await makeWorld();
    const browserToken = randomToken();
    await joinWaitingList({ browserToken, wish: wishFor(), form: formOf('Kim'), locale: 'de' });
    expect(await resendWaitingCode(browserToken)).toMatchObject({ ok: true, sent: false });
    for (const minutes of [1, 2, 3]) {
      await setClock(later(minutes));
      expect(await resendWaitingCode(browserToken)).toMatchObject({ ok: true, sent: true });
    }
    await setClock(later(4));
    expect(await resendWaitingCode(browserToken)).toEqual({ ok: false, reason: 'used-up' });
    expect(await resendWaitingCode(randomToken())).toEqual({ ok: false, reason: 'not-joining' });
  });

  it('whoever joins again changes the wish and keeps the place; the same number with another mailbox does not', async () => {
    await makeWorld();
    const first = await join('Kim');
    await setClock(later(1));
    await join('Kira');
    await setClock(later(2));
    const again = await join('Kim', { partOfDay: 'morning' });
    expect(await entries()).toBe(2);
    expect(await findOwnWaiting(first)).toBeNull();
    expect(await standing(again)).toMatchObject({ since: tuesday, days: { partOfDay: 'morning' } });
    const stranger = { ...formOf('Kim'), email: 'fremd@postfach.example' };
    await joinWaitingList({ browserToken: null, wish: wishFor(), form: stranger, locale: 'de' });
    expect(await entries()).toBe(3);
  });

  it('is found by link and by code, never by somebody else', async () => {
    await makeWorld();
    const kim = await join('Kim');
    const { right } = await standing(kim);
    const byCode = await findWaitingLink(readBookingCode(kim.code.toLowerCase()) ?? '');
    expect(byCode).toBe(kim.linkToken);
    expect(await findOwnWaiting(kim)).toMatchObject({ right });
    for (const key of [{ linkToken: randomToken() }, { linkToken: 'x' }, { browserToken: randomToken() }])
      expect(await findOwnWaiting(key)).toBeNull();
    // The code is no way in by itself: where it is asked for, tries are counted (ID3).
    expect(await findOwnWaiting({ linkToken: kim.code.replace(' ', '') })).toBeNull();
    expect(await findWaitingLink(readBookingCode('2345 6789') ?? '')).toBeNull();
    await setClock(later(121));
    expect(await findOwnWaiting({ browserToken: kim.browserToken })).toBeNull();
    expect(await findOwnWaiting(kim)).not.toBeNull();
  });
});

describe('the end of an entry (DP4, DP5)', () => {
  it('comes with its code or its last day; key and messages go with it', async () => {
    await makeWorld();
    const browserToken = randomToken();
    await joinWaitingList({ browserToken, wish: wishFor(), form: formOf('Untypisch'), locale: 'de' });
    const kim = await join('Kim', { lastDay: Temporal.PlainDate.from('2026-12-01') });
    const refs = (await db().waitingEntry.findMany({ select: { keyRef: true } })).map(({ keyRef }) => keyRef);
    await setClock(later(10));
    expect(await runJob('booking:sweep-waiting')).toEqual({ entries: 1, keys: 1 });
    expect(await findOwnWaiting(kim)).not.toBeNull();
    await setClock('2026-12-01T23:00:00Z');
    // Unreadable at once, whoever sweeps later.
    expect(await findOwnWaiting(kim)).toBeNull();
    expect(await runJob('booking:sweep-waiting')).toEqual({ entries: 1, keys: 1 });
    for (const ref of refs) expect(await openDataKey(ref)).toBeNull();
    expect(await entries()).toBe(0);
    expect(await db().outboxMessage.count()).toBe(0);
  });

  it('what was typed twice does not stand in the way of joining again', async () => {
    await makeWorld();
    const browserToken = randomToken();
    const post = () => joinWaitingList({ browserToken, wish: wishFor(), form: formOf('Kim'), locale: 'de' });
    await post();
    await setClock(later(11));
    expect(await post()).toMatchObject({ ok: true, sent: true });
    expect(await entries()).toBe(1);
  });
});
