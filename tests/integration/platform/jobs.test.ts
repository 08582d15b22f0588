import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import { adoptDeadTicks, type Job, runTick } from '#lib/platform/jobs.ts';
import { Temporal } from '#lib/platform/time.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';

const one = openDatabase(databaseUrl('scheduler'));
const two = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([one.$disconnect(), two.$disconnect()]));
beforeEach(emptyTables);

const tick = Temporal.Instant.from('2026-11-22T10:07:00Z');
const next = Temporal.Instant.from('2026-11-22T11:07:00Z');

function counting(name: string, work: () => Promise<void> = async () => undefined): Job & { runs: number } {
  return {
    name,
    cron: '7 * * * *',
    runs: 0,
    async run() {
      this.runs += 1;
      await work();
      return { rows: 3, none: 0 };
    },
  };
}

describe('a tick of a job', () => {
  it('is run by one of twenty that try at once', async () => {
    const job = counting('test:once', () => setTimeout(50).then(() => undefined));
    const tries = Array.from({ length: 20 }, (_, index) =>
      runTick(index % 2 === 0 ? one : two, job, tick, { runner: `runner-${index}` }),
    );
    const outcomes = await Promise.all(tries);
    expect(job.runs).toBe(1);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(19);
    expect(await one.jobRun.findMany({ select: { job: true, outcome: true, counts: true } })).toEqual([
      { job: 'test:once', outcome: 'done', counts: { rows: 3, none: 0 } },
    ]);
  });

  it('is not run again once it is done', async () => {
    const job = counting('test:again');
    await runTick(one, job, tick);
    expect(await runTick(two, job, tick, { runner: 'other' })).toBe('taken');
    expect(job.runs).toBe(1);
  });

  it('waits for no earlier tick of the same job, and leaves other jobs alone', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = counting('test:slow', () => held);
    const first = runTick(one, slow, tick, { runner: 'a' });
    await expect.poll(() => slow.runs).toBe(1);
    expect(await runTick(two, slow, next, { runner: 'b' })).toBe('busy');
    expect(await runTick(two, counting('test:other'), next, { runner: 'b' })).toBe('done');
    release();
    expect(await first).toBe('done');
    expect(await runTick(two, slow, next, { runner: 'b' })).toBe('done');
  });

  it('that fails is recorded as failed, and the next one runs', async () => {
    const job = counting('test:fails', () => Promise.reject(new Error('broken')));
    expect(await runTick(one, job, tick)).toBe('failed');
    expect(await one.jobRun.findMany({ select: { outcome: true } })).toEqual([{ outcome: 'failed' }]);
    expect(await runTick(one, job, next)).toBe('failed');
    expect(job.runs).toBe(2);
  });
});

describe('a runner that lives', () => {
  it('keeps its tick however long the work takes', async () => {
    const job = counting('test:long', () => setTimeout(2500).then(() => undefined));
    const first = runTick(one, job, tick, { runner: 'a', lease: 1500 });
    await setTimeout(2000);
    expect(await runTick(two, job, tick, { runner: 'b', lease: 1500 })).toBe('taken');
    expect(await adoptDeadTicks(two, [job], { runner: 'b', lease: 1500 })).toBe(0);
    expect(await first).toBe('done');
    expect(job.runs).toBe(1);
  });
});

describe('a runner that died', () => {
  const die = (job: string) =>
    one.$executeRaw`
      INSERT INTO job_run (job, tick_at, runner, lease_until)
      VALUES (${job}, ${new Date(tick.epochMilliseconds)}, 'dead', clock_timestamp() - interval '1 second')`;

  it('leaves its tick to the next that asks, and is heard no more', async () => {
    await die('test:dead');
    const job = counting('test:dead');
    expect(await runTick(two, job, tick, { runner: 'b' })).toBe('done');
    expect(await one.jobRun.findMany({ select: { runner: true, outcome: true } })).toEqual([
      { runner: 'b', outcome: 'done' },
    ]);
  });

  it('does not block later ticks', async () => {
    await die('test:dead');
    expect(await runTick(two, counting('test:dead'), next, { runner: 'b' })).toBe('done');
  });

  it('is replaced by exactly one of those who look for dead ticks', async () => {
    await die('test:dead');
    const job = counting('test:dead', () => setTimeout(30).then(() => undefined));
    const adopted = await Promise.all(
      [one, two, one, two].map((db, index) => adoptDeadTicks(db, [job], { runner: `r${index}` })),
    );
    expect(adopted.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(job.runs).toBe(1);
  });

  it('cannot end a tick that was taken over while it was only asleep', async () => {
    const sleeper = counting('test:zombie', async () => {
      await one.$executeRaw`UPDATE job_run SET runner = 'b', lease_until = clock_timestamp() + interval '1 minute'`;
    });
    await runTick(one, sleeper, tick, { runner: 'a' });
    expect(await one.jobRun.findMany({ select: { runner: true, outcome: true } })).toEqual([
      { runner: 'b', outcome: 'running' },
    ]);
  });
});
