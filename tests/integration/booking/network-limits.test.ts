import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { signInNetworkLimit } from '#lib/identity/policy.ts';
import { signIn } from '#lib/identity/sign-in.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { makeStaff } from '#tests/setup/staff.ts';
import { callApi } from './api-call.ts';
import { makeWorld, tuesday } from './world.ts';

process.env['LIMIT_FACTOR'] = '1';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

/** Holds the n-th quarter of an hour for a new holder. */
const holdNth = (n: number, address: string, headers: Record<string, string> = {}) =>
  callApi('holdTime', {
    body: {
      service: 'pflegegrad',
      channel: 'video',
      startsAt: Temporal.Instant.from('2026-12-02T00:00:00Z')
        .add({ minutes: 30 * n })
        .toString(),
      locale: 'de',
    },
    headers: { 'x-forwarded-for': address, ...headers },
  });

describe('limits of the API per network (BK12, BK15, ID3)', () => {
  it('hold as many times as they say, and tell how many are left', async () => {
    await makeWorld({ advisors: 3 });
    const { near } = networkLimits.hold;
    const first = await holdNth(0, '203.0.113.5');
    expect(first.status).toBe(201);
    expect(first.headers.get('ratelimit-policy')).toBe(`"hold";q=${near};w=3600`);
    expect(first.headers.get('ratelimit')).toBe(`"hold";r=${near - 1};t=3600`);
    const others = await Promise.all(Array.from({ length: near + 10 }, (_, i) => holdNth(i + 1, `203.0.113.${i + 6}`)));
    expect(others.filter(({ status }) => status === 201)).toHaveLength(near - 1);
    expect(await db().appointment.count()).toBe(near);
    const refused = others.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(11);
    for (const { headers, json } of refused) {
      expect(json).toEqual({ type: '/problems/too-many-requests', title: 'too-many-requests', status: 429 });
      expect(headers.get('retry-after')).toBe('3600');
    }
    // Somebody else's network is not touched by it.
    expect((await holdNth(90, '198.51.100.9')).status).toBe(201);
    await setClock(tuesday.add({ hours: 1 }));
    expect((await holdNth(91, '203.0.113.5')).status).toBe(201);
  });

  it('do not count what is sent again under its key', async () => {
    await makeWorld({ advisors: 2 });
    const token = 'A'.repeat(43);
    const headers = { 'idempotency-key': randomUUID(), authorization: `Bearer ${token}` };
    const first = await holdNth(0, '203.0.113.5', headers);
    const again = await holdNth(0, '203.0.113.5', headers);
    expect(again.text).toBe(first.text);
    expect(await db().rateCount.findMany({ select: { kind: true, used: true } })).toEqual([{ kind: 'hold', used: 1 }]);
    expect(again.headers.get('ratelimit')).toBeNull();
  });

  it('count codes that are typed before they are compared', async () => {
    await makeWorld();
    const { near } = networkLimits.tryCode;
    const guess = () =>
      callApi('confirmAppointment', {
        token: 'B'.repeat(43),
        body: { code: '123456' },
        headers: { 'x-forwarded-for': '2001:db8::7' },
      });
    const answers = await Promise.all(Array.from({ length: near + 5 }, guess));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});

describe('sign-in from one network (ID3)', () => {
  const tries = signInNetworkLimit.most;

  it('is refused after thirty failures over many addresses, from elsewhere it goes on', async () => {
    const staff = await makeStaff();
    for (let turn = 0; turn < tries; turn += 1)
      await signIn({ email: `niemand-${turn}@musterkasse.example`, password: 'geraten' }, '203.0.113.8');
    expect(await signIn(staff, '203.0.113.9')).toEqual({ ok: false, reason: 'too-many-tries' });
    expect(await signIn(staff, '198.51.100.1')).toMatchObject({ ok: true });
    await setClock(tuesday.add({ minutes: 15 }));
    expect(await signIn(staff, '203.0.113.9')).toMatchObject({ ok: true });
  });

  it('of many who know their password is never refused', async () => {
    const staff = await makeStaff();
    for (let turn = 0; turn < tries + 5; turn += 1)
      expect(await signIn(staff, '203.0.113.8')).toMatchObject({ ok: true });
  });
});
