import { performance } from 'node:perf_hooks';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { signInMaxTries } from '#lib/identity/policy.ts';
import { readStaffSession } from '#lib/identity/read-staff-session.ts';
import { revokeSession } from '#lib/identity/revoke-session.ts';
import { signIn, type SignInOutcome } from '#lib/identity/sign-in.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { makeStaff } from '#tests/setup/staff.ts';

const otherPool = openDatabase(databaseUrl('web'));

beforeEach(emptyTables);
afterAll(async () => {
  await otherPool.$disconnect();
  await closeDatabase();
});

const here = '192.0.2.7';
const wrong = (email: string) => ({ email, password: 'nicht dieses' });

function sessionOf(outcome: SignInOutcome): string {
  if (!outcome.ok) throw new Error(`Not signed in: ${outcome.reason}`);
  return outcome.sessionId;
}

describe('sign-in of staff (ID1)', () => {
  it('opens a session that names person and roles, and writes it into the audit trail (LG4)', async () => {
    const staff = await makeStaff({ displayName: 'Herr Brandt' });
    const sessionId = sessionOf(await signIn(staff, here));
    expect(await readStaffSession(sessionId)).toEqual({
      sessionId,
      staffId: staff.staffId,
      displayName: 'Herr Brandt',
      roles: ['advisor'],
      serviceCenterId: staff.serviceCenterId,
    });
    const trail = await db().auditEntry.findMany();
    expect(trail).toMatchObject([
      { actorKind: 'staff', actorId: staff.staffId, action: 'session:started', objectId: sessionId },
    ]);
  });

  it('answers an unknown address, a wrong password and somebody who left alike', async () => {
    const staff = await makeStaff();
    const left = await makeStaff({ active: false });
    const answers = [
      await signIn(wrong('niemand@musterkasse-gesund.example'), here),
      await signIn(wrong(staff.email), here),
      await signIn(left, here),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"ok":false,"reason":"credentials-wrong"}']),
    );
    expect(await db().staffSession.count()).toBe(0);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const staff = await makeStaff();
    const median = async (email: (turn: number) => string) => {
      const times: number[] = [];
      for (let turn = 0; turn < 9; turn += 1) {
        await db().signInAttempt.deleteMany();
        const start = performance.now();
        await signIn(wrong(email(turn)), here);
        times.push(performance.now() - start);
      }
      return times.toSorted((a, b) => a - b)[4] ?? 0;
    };
    const known = await median(() => staff.email);
    const unknown = await median((turn) => `niemand-${turn}@musterkasse-gesund.example`);
    // Without the hash of nobody's password the unknown address answers about ten times faster.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('limit of tries (ID3)', () => {
  it('lets five of forty through, tried at once over two pools, and holds for the right password too', async () => {
    const staff = await makeStaff();
    const tries = Array.from({ length: 40 }, (_, turn) =>
      signIn(wrong(staff.email), here, turn % 2 === 0 ? db() : otherPool),
    );
    const answers = await Promise.all(tries);
    const compared = answers.filter((answer) => !answer.ok && answer.reason === 'credentials-wrong');
    expect(compared).toHaveLength(signInMaxTries);
    expect(await signIn(staff, here, otherPool)).toEqual({ ok: false, reason: 'too-many-tries' });
  });

  it('limits an address that nobody has just the same', async () => {
    const nobody = wrong('niemand@musterkasse-gesund.example');
    for (let turn = 0; turn < signInMaxTries; turn += 1) await signIn(nobody, here);
    expect(await signIn(nobody, here)).toEqual({ ok: false, reason: 'too-many-tries' });
  });

  it('opens again after a quarter of an hour', async () => {
    const staff = await makeStaff();
    for (let turn = 0; turn <= signInMaxTries; turn += 1) await signIn(wrong(staff.email), here);
    await setClock(Temporal.Duration.from({ minutes: 15, seconds: 5 }));
    expect(await signIn(staff, here)).toMatchObject({ ok: true });
    await resetClock();
  });

  it('forgets the count after the right password', async () => {
    const staff = await makeStaff();
    for (let turn = 1; turn < signInMaxTries; turn += 1) await signIn(wrong(staff.email), here);
    sessionOf(await signIn(staff, here));
    expect(await db().signInAttempt.count()).toBe(0);
  });

  it('lets nobody in when tries cannot be counted', async () => {
    const staff = await makeStaff();
    const owner = await connectAs('migrate');
    await owner.query('ALTER TABLE sign_in_attempt RENAME TO sign_in_attempt_away');
    try {
      await expect(signIn(staff, here)).rejects.toThrow(/sign_in_attempt/);
      expect(await db().staffSession.count()).toBe(0);
    } finally {
      await owner.query('ALTER TABLE sign_in_attempt_away RENAME TO sign_in_attempt');
    }
  });

  it('keeps no address readable', async () => {
    await signIn(wrong('lesbar@musterkasse-gesund.example'), here);
    const client = await connectAs('migrate');
    const { rows } = await client.query<{ line: string }>('SELECT sign_in_attempt::text AS line FROM sign_in_attempt');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).not.toContain('lesbar');
    expect(rows[0]?.line).not.toContain(Buffer.from('lesbar').toString('hex'));
  });
});

describe('session (ID1)', () => {
  it('is refused from the request after its end', async () => {
    const staff = await makeStaff();
    const sessionId = sessionOf(await signIn(staff, here));
    const actor = await readStaffSession(sessionId);
    if (actor === null) throw new Error('Session does not run');
    await revokeSession(actor);
    expect(await readStaffSession(sessionId, { extend: true })).toBeNull();
    await revokeSession(actor);
    expect((await db().auditEntry.findMany()).map((entry) => entry.action)).toEqual([
      'session:started',
      'session:revoked',
    ]);
  });

  it('ends when its person leaves', async () => {
    const staff = await makeStaff();
    const sessionId = sessionOf(await signIn(staff, here));
    const owner = await connectAs('migrate');
    await owner.query('UPDATE staff SET active = false WHERE id = $1', [staff.staffId]);
    expect(await readStaffSession(sessionId)).toBeNull();
  });

  it('ends four hours after the last request, twelve hours after sign-in at the latest', async () => {
    const staff = await makeStaff();
    const idle = sessionOf(await signIn(staff, here));
    const busy = sessionOf(await signIn(staff, here));
    for (const hours of [3, 6, 9, 11]) {
      await setClock(Temporal.Duration.from({ hours }));
      expect(await readStaffSession(busy, { extend: true })).not.toBeNull();
    }
    // A stream that looks again does not count as a request.
    expect(await readStaffSession(idle)).toBeNull();
    await setClock(Temporal.Duration.from({ hours: 12, seconds: 5 }));
    expect(await readStaffSession(busy, { extend: true })).toBeNull();
    await resetClock();
  });

  it('takes no id that is none', async () => {
    expect(await readStaffSession("' OR true --")).toBeNull();
    expect(await readStaffSession('00000000-0000-7000-8000-000000000000')).toBeNull();
  });
});
