import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { jobs } from '#lib/identity/jobs.ts';
import { signIn } from '#lib/identity/sign-in.ts';
import { eraseSubject, exportSubject } from '#lib/identity/subject-data.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { makeStaff } from '#tests/setup/staff.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(emptyTables);
afterAll(async () => {
  await resetClock();
  await scheduler.$disconnect();
  await closeDatabase();
});

describe('clocks of sign-in (DP4)', () => {
  it('sweeps sessions and tries when they are over, and not before', async () => {
    const sweep = jobs.find((job) => job.name === 'identity:sweep-sign-in');
    const staff = await makeStaff();
    await signIn(staff, null);
    await signIn({ email: staff.email, password: 'nicht dieses' }, null);
    await setClock(Temporal.Duration.from({ minutes: 14, seconds: 50 }));
    expect(await sweep?.run(scheduler)).toEqual({ sessions: 0, attempts: 0 });
    await setClock(Temporal.Duration.from({ minutes: 15, seconds: 5 }));
    expect(await sweep?.run(scheduler)).toEqual({ sessions: 0, attempts: 1 });
    await setClock(Temporal.Duration.from({ hours: 4, seconds: 5 }));
    expect(await sweep?.run(scheduler)).toEqual({ sessions: 1, attempts: 0 });
    await resetClock();
  });
});

describe('what identity knows of a member (DP1)', () => {
  it('is when a code was sent, without the code; an erasure removes it', async () => {
    const subjectId = randomUUID();
    const client = await connectAs('migrate');
    await client.query(
      `INSERT INTO one_time_code (purpose, subject_id, code_hash, browser_hash, expires_at)
       VALUES ('confirm_appointment', $1, '\\xab', '\\xcd', app_now() + interval '10 minutes'),
              ('confirm_appointment', $2, '\\xab', '\\xcd', app_now() + interval '10 minutes')`,
      [subjectId, randomUUID()],
    );
    const [record, ...others] = await exportSubject(subjectId, db());
    expect(others).toEqual([]);
    expect(record?.model).toBe('OneTimeCode');
    expect(Object.keys(record?.values ?? {})).toEqual(['purpose', 'createdAt', 'expiresAt']);
    expect(await eraseSubject(subjectId, db())).toEqual({ removed: { OneTimeCode: 1 }, keys: [] });
    expect(await exportSubject(subjectId, db())).toEqual([]);
    expect(await eraseSubject(subjectId, db())).toEqual({ removed: { OneTimeCode: 0 }, keys: [] });
    expect(await db().oneTimeCode.count()).toBe(1);
  });
});
