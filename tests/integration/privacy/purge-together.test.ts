import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import { adoptDeadTicks, runTick } from '#lib/platform/jobs.ts';
import { Temporal } from '#lib/platform/time.ts';
import { jobs } from '#lib/privacy/jobs.ts';
import { purge } from '#lib/privacy/purge.ts';
import { readRetentionHealth } from '#lib/privacy/retention-health.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import {
  allKeys,
  bookAppointment,
  type Center,
  dayAfter,
  destroyAllKeys,
  holdConsultation,
  keyFolder,
  openCenter,
} from './scenario.ts';

const owner = openDatabase(databaseUrl('migrate'));
const web = openDatabase(databaseUrl('web'));
const one = openDatabase(databaseUrl('scheduler'));
const two = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([owner, web, one, two].map((database) => database.$disconnect())));

const start = '2026-11-22T14:00:00+01:00';
const purgeJob = jobs[0]!;
const tick = Temporal.Instant.from('2027-02-19T00:07:00Z');

let center: Center;
beforeEach(async () => {
  await emptyTables();
  await destroyAllKeys();
  await setClock(start);
  center = await openCenter(owner);
});

async function bookMany(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await bookAppointment(owner, center, 'video', 1);
}

async function told(): Promise<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const { removed } of await web.deletionReport.findMany()) {
    for (const [model, count] of Object.entries(removed as Record<string, number>))
      sum[model] = (sum[model] ?? 0) + count;
  }
  return sum;
}

describe('two schedulers', () => {
  it('purge once at one tick', async () => {
    await bookMany(12);
    await setClock(dayAfter(start, 89));
    const outcomes = await Promise.all([
      runTick(one, purgeJob, tick, { runner: 'a' }),
      runTick(two, purgeJob, tick, { runner: 'b' }),
    ]);
    expect(outcomes.toSorted()).toEqual(['done', 'taken']);
    expect(await told()).toEqual({ Appointment: 12, Claim: 12, OutboxMessage: 12 });
    expect(await web.deletionReport.count({ where: { overdue: { not: {} } } })).toBe(0);
    expect(await web.jobRun.findMany({ select: { outcome: true, counts: true } })).toEqual([
      { outcome: 'done', counts: { removed: 36, keysDestroyed: 12, overdue: 0 } },
    ]);
  });

  it('that purge at the same moment all the same remove and report everything exactly once', async () => {
    await bookMany(40);
    await setClock(dayAfter(start, 89));
    await Promise.all([
      purge(one, { batch: 3, patience: 50 }),
      purge(two, { batch: 4, patience: 50 }),
      purge(one, { batch: 5, patience: 50 }),
    ]);
    expect(await told()).toEqual({ Appointment: 40, Claim: 40, OutboxMessage: 40 });
    expect(await owner.appointment.count()).toBe(0);
    expect(await allKeys()).toEqual([]);
  });
});

describe('a scheduler killed in the middle of a purge', () => {
  it('is followed by the next, which takes its tick over and ends the work; the reports lack nothing', async () => {
    await bookMany(60);
    await setClock(dayAfter(start, 89));
    const child = spawn(
      process.execPath,
      [
        '--conditions=react-server',
        'tests/integration/privacy/purge-runner.ts',
        databaseUrl('scheduler'),
        keyFolder,
        tick.toString(),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const ended = once(child, 'exit');
    await expect.poll(() => owner.appointment.count(), { timeout: 15_000, interval: 10 }).toBeLessThan(50);
    child.kill('SIGKILL');
    await ended;
    const left = await owner.appointment.count();
    expect(left).toBeGreaterThan(0);
    // The safety net came first: nothing of any of them can be read any more, whether its row is gone or not.
    expect(await allKeys()).toEqual([]);
    // Every row that went is in a report, and the dead runner's tick is still marked as running.
    await expect.poll(async () => 60 - (await owner.appointment.count()) - ((await told()).Appointment ?? 0)).toBe(0);
    expect(await web.jobRun.findMany({ select: { outcome: true } })).toEqual([{ outcome: 'running' }]);

    // As long as its lease runs, it might still live.
    expect(await adoptDeadTicks(two, jobs, { runner: 'next' })).toBe(0);
    await owner.$executeRaw`UPDATE job_run SET lease_until = clock_timestamp()`;
    expect(await adoptDeadTicks(two, jobs, { runner: 'next' })).toBe(1);
    expect(await owner.appointment.count()).toBe(0);
    expect((await told()).Appointment).toBe(60);
    expect(await web.jobRun.findMany({ select: { outcome: true, runner: true } })).toEqual([
      { outcome: 'done', runner: 'next' },
    ]);
  });
});

describe('the process of the scheduler', () => {
  it('purges when it is started, under its own role, and ends on SIGTERM', async () => {
    await bookMany(3);
    await setClock(dayAfter(start, 89));
    const child = spawn(process.execPath, ['--conditions=react-server', 'processes/scheduler.ts'], {
      env: { ...process.env, DATABASE_URL: databaseUrl('scheduler') },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      await expect.poll(() => owner.appointment.count(), { timeout: 15_000 }).toBe(0);
      await expect.poll(async () => (await readRetentionHealth(web)).state, { timeout: 5000 }).toBe('green');
      expect(await web.jobRun.count({ where: { job: 'privacy:purge', outcome: 'done' } })).toBe(1);
    } finally {
      child.kill('SIGTERM');
    }
    expect((await ended)[0]).toBe(0);
  });
});

describe('what somebody has locked', () => {
  const release: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(release.splice(0).map((end) => end()));
  });

  async function lock(statement: string, id: string): Promise<() => Promise<unknown>> {
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query(statement, [id]);
    const end = () => client.query('ROLLBACK');
    release.push(end);
    return end;
  }

  it('is passed over, is unreadable all the same, is named as overdue, and goes with the next purge', async () => {
    await bookMany(9);
    const matter = await bookAppointment(owner, center, 'video', 1);
    await bookMany(9);
    await setClock(dayAfter(start, 89));
    const unlock = await lock('SELECT 1 FROM appointment WHERE id = $1 FOR UPDATE', matter.appointmentId);
    const result = await purge(one, { patience: 10 });
    expect(result.removed).toEqual({ Appointment: 18, Claim: 18, OutboxMessage: 18 });
    expect(result.overdue).toEqual({ Appointment: 1, 'Appointment.concern': 1 });
    expect(result.keysDestroyed).toBe(19);
    expect(await allKeys()).toEqual([]);
    expect(await readRetentionHealth(web)).toMatchObject({ state: 'red', overdue: { Appointment: 1 } });
    await unlock();
    expect(await purge(one, { patience: 10 })).toMatchObject({ removed: { Appointment: 1 }, overdue: {} });
    expect((await readRetentionHealth(web)).state).toBe('green');
  });

  it('below a row (a message of a consultation) holds up that row only', async () => {
    const matters = [];
    for (let index = 0; index < 5; index += 1)
      matters.push(await holdConsultation(owner, await bookAppointment(owner, center, 'video', 0)));
    await setClock(dayAfter(start, 89));
    await lock('SELECT 1 FROM chat_message WHERE consultation_id = $1 FOR UPDATE', matters[2]?.consultationId ?? '');
    const result = await purge(one, { patience: 10 });
    expect(result.removed).toMatchObject({ Appointment: 4, Consultation: 4, ChatMessage: 8 });
    expect(result.overdue).toEqual({ Appointment: 1, Consultation: 1 });
    expect(await allKeys()).toEqual([]);
  });

  it('for a moment only is waited for within the same purge', async () => {
    const matter = await bookAppointment(owner, center, 'video', 1);
    await setClock(dayAfter(start, 89));
    const unlock = await lock('SELECT 1 FROM appointment WHERE id = $1 FOR UPDATE', matter.appointmentId);
    const purging = purge(one, { patience: 800 });
    await setTimeout(500);
    await unlock();
    expect(await purging).toMatchObject({ removed: { Appointment: 1 }, overdue: {} });
  });
});

describe('a hold that is confirmed at the moment it expires', () => {
  it('stays with its key when the confirmation was first', async () => {
    const matter = await bookAppointment(owner, center, 'video', 1);
    const expiresAt = new Date(Date.parse(start) + 600_000);
    await owner.appointment.update({
      where: { id: matter.appointmentId },
      data: { state: 'held', confirmedAt: null, expiresAt },
    });
    const confirming = await connectAs('web');
    await confirming.query('BEGIN');
    await confirming.query(
      `UPDATE appointment SET state = 'confirmed', expires_at = NULL, confirmed_at = app_now()
       WHERE id = $1 AND state = 'held' AND expires_at > app_now()`,
      [matter.appointmentId],
    );
    await setClock(expiresAt.toISOString());
    const purging = purge(one, { patience: 400 });
    await setTimeout(100);
    await confirming.query('COMMIT');
    expect(await purging).toEqual({ removed: {}, keysDestroyed: 0, overdue: {} });
    expect(await owner.appointment.findMany({ select: { state: true } })).toEqual([{ state: 'confirmed' }]);
    expect(await allKeys()).toHaveLength(1);
  });
});
