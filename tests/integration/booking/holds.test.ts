import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';
import { findOwnHold } from '#lib/booking/hold/find-own-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { leaveHold, releaseHold, resumeHold } from '#lib/booking/hold/release-hold.ts';
import type { TimeChoice, Wishes } from '#lib/booking/schema.ts';
import { saveDraft } from '#lib/booking/hold/save-draft.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { choiceAt, hold, holdWithCode, makeWorld, secretForm, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const at = '2026-12-01T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), closeDatabase()]);
});

const minutesLater = (minutes: number) => setClock(tuesday.add({ minutes }));
const endOf = async (token: string) => (await readHold(token))?.expiresAt.toString();
async function runJob(name: string): Promise<Record<string, number>> {
  const job = jobs.find((candidate) => candidate.name === name);
  if (job === undefined) throw new Error(`No job ${name}`);
  return job.run(scheduler);
}

describe('a hold (BK5)', () => {
  it('lasts ten minutes to the second, then the time is free again, swept or not', async () => {
    await makeWorld();
    const first = await hold(at);
    await setClock(tuesday.add({ minutes: 9, seconds: 59 }));
    expect(await holdTime({ choice: choiceAt(at), browserToken: null, locale: 'de' })).toMatchObject({
      ok: false,
      reason: 'time-taken',
    });
    await minutesLater(10);
    expect(await readHold(first.browserToken)).toBeNull();
    const second = await hold(at);
    expect(await readHold(second.browserToken)).toMatchObject({ appointment: { id: second.appointmentId } });
    expect(await db().appointment.count()).toBe(1);
  });

  it('is extended three times at most, each time by ten minutes from then', async () => {
    await makeWorld();
    const { browserToken } = await hold(at);
    for (const [minutes, left] of [
      [5, 2],
      [12, 1],
      [20, 0],
    ] as const) {
      await minutesLater(minutes);
      const extended = await extendHold(browserToken);
      expect(extended).toMatchObject({ ok: true, extensionsLeft: left });
      expect(extended.ok && extended.expiresAt.toString()).toBe(tuesday.add({ minutes: minutes + 10 }).toString());
    }
    expect(await extendHold(browserToken)).toEqual({ ok: false, reason: 'used-up' });
    await minutesLater(30);
    expect(await extendHold(browserToken)).toEqual({ ok: false, reason: 'hold-expired' });
    expect(await extendHold(randomToken())).toEqual({ ok: false, reason: 'hold-expired' });
  });

  it('is shortened by leaving the page, never lengthened, and restored by coming back in time', async () => {
    await makeWorld();
    const { browserToken, appointmentId } = await hold(at);
    const stored = async () =>
      (await db().appointment.findUnique({ where: { id: appointmentId } }))?.expiresAt?.toISOString();
    await leaveHold(browserToken);
    expect(await stored()).toBe('2026-12-01T08:02:00.000Z');
    await minutesLater(1);
    await resumeHold(browserToken);
    expect(await stored()).toBe('2026-12-01T08:10:00.000Z');
    await leaveHold(browserToken);
    expect(await endOf(browserToken)).toBe('2026-12-01T08:10:00Z');
    await minutesLater(9);
    await leaveHold(browserToken);
    expect(await stored()).toBe('2026-12-01T08:10:00.000Z');
    await minutesLater(10);
    await resumeHold(browserToken);
    expect(await readHold(browserToken)).toBeNull();
  });

  it('is not shortened by leaving once a code was sent: people leave to read their mail', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    await leaveHold(held.browserToken);
    await minutesLater(9);
    expect(await confirmAppointment({ browserToken: held.browserToken, code: held.code })).toMatchObject({ ok: true });
  });

  it('is freed at once when the member says so', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    const { keyRef } = await db().appointment.findUniqueOrThrow({ where: { id: held.appointmentId } });
    await releaseHold(held.browserToken);
    expect(await db().claim.count()).toBe(0);
    expect(await keyStore().read(toKeyRef(keyRef ?? ''))).toBeNull();
    expect(await readDraft(held.browserToken)).toEqual(secretForm);
    expect(await hold(at)).toMatchObject({ ok: true });
  });

  it('gives way to a new one of the same browser, but only once that is got', async () => {
    await makeWorld();
    const first = await hold(at);
    await hold('2026-12-01T11:00:00Z');
    const refused = await holdTime({
      choice: choiceAt('2026-12-01T11:00:00Z'),
      browserToken: first.browserToken,
      locale: 'de',
    });
    expect(refused.ok).toBe(false);
    expect(await readHold(first.browserToken)).toMatchObject({ appointment: { id: first.appointmentId } });
    // The clock of the tests stands still; of two holds of one instant neither is the later one.
    await minutesLater(1);
    const second = await hold('2026-12-01T12:00:00Z', db(), first.browserToken);
    expect(second.browserToken).toBe(first.browserToken);
    expect((await readHold(first.browserToken))?.appointment.id).toBe(second.appointmentId);
    expect(await db().appointment.count()).toBe(2);
  });

  it('is found by whoever asks for the very same once more, wishes included', async () => {
    await makeWorld();
    const { browserToken, appointmentId } = await hold(at);
    const found = async (choice: Partial<TimeChoice>, wished?: Wishes) =>
      (await findOwnHold(browserToken, choiceAt(at, choice), wished))?.appointmentId;
    expect(await found({})).toBe(appointmentId);
    expect(await found({ wishes: { companion: false } })).toBe(appointmentId);
    expect(await found({ wishes: { language: 'tr' } })).toBeUndefined();
    expect(await found({ wishes: { language: 'tr' } }, { language: 'tr' })).toBe(appointmentId);
    expect(await found({}, { language: 'tr' })).toBeUndefined();
    expect(await found({ channel: 'phone' })).toBeUndefined();
    expect(await findOwnHold(randomToken(), choiceAt(at))).toBeNull();
  });

  it('is refused for what is not offered: other minutes, the past, too soon, too far, an unknown choice', async () => {
    const { advisors } = await makeWorld({ leadTime: 60 });
    for (const time of [
      '2026-12-01T10:05:00Z',
      '2026-12-01T07:00:00Z',
      '2026-12-01T08:45:00Z',
      '2027-02-01T10:00:00Z',
    ]) {
      expect(await holdTime({ choice: choiceAt(time), browserToken: null, locale: 'de' })).toMatchObject({
        ok: false,
        reason: 'time-taken',
      });
    }
    const unknown = [
      { service: 'nichts' },
      { center: 'nirgends' },
      { advisor: '11111111-1111-4111-8111-111111111111' },
    ];
    for (const rest of unknown) {
      expect(await holdTime({ choice: choiceAt(at, rest), browserToken: null, locale: 'de' })).toEqual({
        ok: false,
        reason: 'unknown-choice',
      });
    }
    const client = await connectAs('migrate');
    await client.query(`UPDATE service SET channels = '{phone}'`);
    expect(await holdTime({ choice: choiceAt(at), browserToken: null, locale: 'de' })).toEqual({
      ok: false,
      reason: 'unknown-choice',
    });
    await client.query(`UPDATE service SET channels = '{video}'`);
    await client.query('UPDATE resource SET active = false');
    expect(
      await holdTime({ choice: choiceAt(at, { advisor: advisors[0] }), browserToken: null, locale: 'de' }),
    ).toEqual({ ok: false, reason: 'unknown-choice' });
    expect(await db().appointment.count()).toBe(0);
  });

  it('offers the next three times; near the end of what is offered, earlier ones', async () => {
    await makeWorld();
    await hold(at);
    const refused = await holdTime({ choice: choiceAt(at), browserToken: null, locale: 'de' });
    if (refused.ok || refused.reason !== 'time-taken') throw new Error('Not refused');
    expect(refused.alternatives.map(({ startsAt }) => startsAt.toString())).toEqual([
      '2026-12-01T10:30:00Z',
      '2026-12-01T10:45:00Z',
      '2026-12-01T11:00:00Z',
    ]);
    const late = await holdTime({ choice: choiceAt('2027-02-01T10:00:00Z'), browserToken: null, locale: 'de' });
    if (late.ok || late.reason !== 'time-taken') throw new Error('Not refused');
    expect(late.alternatives).toHaveLength(3);
  });
});

describe('the sweep as a job (BK5, DP5)', () => {
  it('deletes expired holds with claims and keys, and drafts with theirs, and nothing else', async () => {
    await makeWorld();
    const gone = await holdWithCode(at);
    const { keyRef } = await db().appointment.findUniqueOrThrow({ where: { id: gone.appointmentId } });
    const draft = await db().draft.findFirstOrThrow();
    await minutesLater(5);
    const stays = await hold('2026-12-01T11:00:00Z');
    await minutesLater(11);
    expect(await runJob('booking:sweep-holds')).toEqual({ holds: 1, keys: 1 });
    expect(await runJob('booking:sweep-holds')).toEqual({ holds: 0, keys: 0 });
    expect(await keyStore().read(toKeyRef(keyRef ?? ''))).toBeNull();
    expect(await readHold(stays.browserToken)).not.toBeNull();
    expect(await db().claim.count()).toBe(1);
    // What was typed outlives the hold …
    expect(await readDraft(gone.browserToken)).toEqual(secretForm);
    expect(await runJob('booking:sweep-drafts')).toEqual({ drafts: 0, keys: 0 });
    // … for two hours.
    await minutesLater(120);
    expect(await readDraft(gone.browserToken)).toEqual({});
    expect(await runJob('booking:sweep-drafts')).toEqual({ drafts: 1, keys: 1 });
    expect(await keyStore().read(toKeyRef(draft.keyRef))).toBeNull();
  });
});

describe('what was typed so far', () => {
  it('is kept for this browser alone, also when it is saved ten times at once', async () => {
    const token = randomToken();
    await Promise.all(Array.from({ length: 10 }, (_, i) => saveDraft(token, { firstName: `Wilhelmine ${i}` })));
    expect((await readDraft(token)).firstName).toMatch(/^Wilhelmine \d$/);
    await saveDraft(token, { concern: 'Zeile eins\nZeile zwei' });
    expect(await readDraft(token)).toEqual({ concern: 'Zeile eins\nZeile zwei' });
    expect(await readDraft(randomToken())).toEqual({});
    expect(await readDraft('kein Token')).toEqual({});
    expect(await db().draft.count()).toBe(1);
  });

  it('is an empty form again once its key is destroyed, and can be saved anew', async () => {
    const token = randomToken();
    await saveDraft(token, secretForm);
    const { keyRef } = await db().draft.findFirstOrThrow();
    await keyStore().destroy(toKeyRef(keyRef));
    expect(await readDraft(token)).toEqual({});
    await saveDraft(token, secretForm);
    expect(await readDraft(token)).toEqual(secretForm);
  });
});

describe('free times over HTTP parameters (BK10)', () => {
  it('are filtered by advisor and part of day, and go on where they ended', async () => {
    const { advisors } = await makeWorld({ advisors: 2 });
    const only = await listFreeTimes({ service: 'pflegegrad', channel: 'phone', advisor: advisors[1], limit: 4 });
    if (!only.ok) throw new Error(only.reason);
    expect(only.times.flatMap((time) => time.advisors.map(({ id }) => id))).toEqual(
      Array.from({ length: 4 }, () => advisors[1]),
    );
    const afternoon = await listFreeTimes({
      service: 'pflegegrad',
      channel: 'phone',
      partOfDay: 'afternoon',
      limit: 2,
    });
    if (!afternoon.ok) throw new Error(afternoon.reason);
    expect(afternoon.times.map(({ startsAt }) => startsAt.toString())).toEqual([
      '2026-12-01T11:00:00Z',
      '2026-12-01T11:15:00Z',
    ]);
    const more = await listFreeTimes({
      service: 'pflegegrad',
      channel: 'phone',
      from: afternoon.next ?? undefined,
      limit: 1,
    });
    if (!more.ok) throw new Error(more.reason);
    expect(more.times[0]?.startsAt.toString()).toBe('2026-12-01T11:30:00Z');
  });

  it('end with the horizon, and say so', async () => {
    await makeWorld();
    const all = await listFreeTimes({ service: 'pflegegrad', channel: 'video', limit: 100_000 });
    if (!all.ok) throw new Error(all.reason);
    expect(all.next).toBeNull();
    expect(all.times.at(-1)?.startsAt.toString()).toBe('2027-01-12T07:45:00Z');
    // Neither the first of January nor the days of Christmas, by the Land's holidays.
    const days = new Set(
      all.times.map(({ startsAt }) => startsAt.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()),
    );
    for (const holiday of ['2026-12-25', '2026-12-26', '2027-01-01']) expect(days).not.toContain(holiday);
    expect(days).toContain('2027-01-06');
  });
});
