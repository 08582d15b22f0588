import { decode, encode } from 'next-auth/jwt';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readStaffSession } from '#lib/identity/read-staff-session.ts';
import { authOptions, issueSessionToken, readSessionToken } from '#lib/identity/session-token.ts';
import { signIn } from '#lib/identity/sign-in.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { makeStaff, type TestStaff } from '#tests/setup/staff.ts';

beforeEach(emptyTables);
afterAll(closeDatabase);

async function tokenOf(staff: TestStaff): Promise<string> {
  const token = await issueSessionToken(async () => {
    const outcome = await signIn(staff, null);
    return outcome.ok ? outcome.sessionId : null;
  });
  if (token === null) throw new Error('No token was issued');
  return token;
}

describe('session token (ID1)', () => {
  it('leads to the session of who signed in', async () => {
    const staff = await makeStaff();
    const sessionId = await readSessionToken(await tokenOf(staff));
    expect(await readStaffSession(sessionId ?? '')).toMatchObject({ staffId: staff.staffId });
  });

  it('is not issued without a session, and faults come through', async () => {
    expect(await issueSessionToken(() => Promise.resolve(null))).toBeNull();
    await expect(issueSessionToken(() => Promise.reject(new Error('database is away')))).rejects.toThrow(
      'database is away',
    );
  });

  it('carries nothing but the id of the session', async () => {
    const staff = await makeStaff();
    const token = await tokenOf(staff);
    const payload = await decode({ token, secret: env().NEXTAUTH_SECRET });
    expect(Object.keys(payload ?? {}).toSorted()).toEqual(['exp', 'iat', 'jti', 'sid']);
  });

  it('is worth nothing without a row, even when somebody had the secret to make one', async () => {
    const forged = await encode({
      token: { sid: '00000000-0000-7000-8000-000000000000' },
      secret: env().NEXTAUTH_SECRET,
    });
    const sessionId = await readSessionToken(forged);
    expect(sessionId).toBe('00000000-0000-7000-8000-000000000000');
    expect(await readStaffSession(sessionId ?? '')).toBeNull();
  });

  it('is worth nothing under another secret, damaged, expired or made for something else', async () => {
    const sid = '00000000-0000-7000-8000-000000000000';
    const secret = env().NEXTAUTH_SECRET;
    const good = await encode({ token: { sid }, secret });
    expect(await readSessionToken(await encode({ token: { sid }, secret: 'x'.repeat(44) }))).toBeNull();
    expect(await readSessionToken(`${good.slice(0, -4)}AAAA`)).toBeNull();
    expect(await readSessionToken(await encode({ token: { sid }, secret, maxAge: -60 }))).toBeNull();
    expect(await readSessionToken(await encode({ token: { sid }, secret, salt: 'csrf' }))).toBeNull();
    expect(await readSessionToken(await encode({ token: { sub: sid }, secret }))).toBeNull();
    expect(await readSessionToken('')).toBeNull();
  });

  it('takes nothing from a browser that updates its session', async () => {
    const callback = authOptions(() => Promise.resolve(null)).callbacks?.jwt;
    if (callback === undefined) throw new Error('There is no callback');
    const token = await callback({
      token: { sid: 'mine' },
      user: undefined as never,
      account: null,
      trigger: 'update',
      session: { sid: 'somebody-else', roles: ['admin'] },
    });
    expect(token).toEqual({ sid: 'mine' });
  });
});
