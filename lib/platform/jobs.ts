import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './db.ts';
import { log } from './log.ts';
import { type Temporal, toInstant } from './time.ts';

/** Work that time demands. Each domain lists its own in `lib/<domain>/jobs.ts`; processes/scheduler.ts gathers them. */
export interface Job {
  /** Unique; such as `booking:sweep-holds` */
  name: string;
  /** When it is due, in cron's words, UTC; with seconds where the first of six fields says so */
  cron: string;
  /** Also run when a scheduler starts, for what fell due while none ran */
  atStart?: boolean;
  /** Returns figures for the log and the `job_run` row: counts only. Must be safe to run twice. */
  run(database: Database): Promise<Record<string, number>>;
}

/**
 * - `done`, `failed`: we ran it
 * - `taken`: somebody ran or runs this very tick
 * - `busy`: an earlier tick of the job still runs; this one is dropped, the next will do its work
 */
export type TickOutcome = 'done' | 'failed' | 'taken' | 'busy';

export interface TickOptions {
  /** Who runs it; unique per process. */
  runner?: string;
  /** How long a runner that says nothing more counts as alive, in milliseconds. */
  lease?: number;
}

const thisProcess = `${process.pid}-${randomUUID()}`;
/** Long enough for a busy process, short enough that somebody who waits for a code does not give up. */
const defaultLease = 10_000;

/**
 * Runs one tick of a job unless somebody else does. Two schedulers are safe: the row of (job, tick) is the claim, made
 * under the job's advisory lock; while the runner lives it prolongs its lease, and a dead runner's tick can be taken
 * over once the lease has run out.
 * @param tickAt the instant the tick was due, the same in every scheduler: cut to what the cron expression counts
 * @returns never throws for a fault of the job itself: that is logged and recorded as `failed`
 */
export async function runTick(
  database: Database,
  job: Job,
  tickAt: Temporal.Instant,
  { runner = thisProcess, lease = defaultLease }: TickOptions = {},
): Promise<TickOutcome> {
  const claim = await claimTick(database, job.name, new Date(tickAt.epochMilliseconds), runner, lease);
  if (claim.outcome !== 'ours') return claim.outcome;
  const prolonging = setInterval(() => void prolong(database, claim.id, runner, lease), lease / 3);
  try {
    const counts = await job.run(database);
    await finish(database, claim.id, runner, 'done', counts);
    if (Object.values(counts).some((count) => count > 0)) log.info('Job done', { job: job.name, counts });
    return 'done';
  } catch (fault) {
    log.error('Job failed', { job: job.name, fault });
    await finish(database, claim.id, runner, 'failed', {});
    return 'failed';
  } finally {
    clearInterval(prolonging);
  }
}

/**
 * Finishes what dead runners left: every tick whose lease has run out is run again. For the scheduler's start and a
 * slow interval.
 * @returns how many ticks were run
 */
export async function adoptDeadTicks(
  database: Database,
  jobs: readonly Job[],
  options: TickOptions = {},
): Promise<number> {
  const rows = await database.$queryRaw`
    SELECT job, tick_at AS "tickAt" FROM job_run
    WHERE outcome = 'running' AND lease_until < clock_timestamp() ORDER BY tick_at`;
  let adopted = 0;
  for (const { job: name, tickAt } of deadRows.parse(rows)) {
    const job = jobs.find((candidate) => candidate.name === name);
    if (job === undefined) continue;
    const outcome = await runTick(database, job, toInstant(tickAt), options);
    if (outcome === 'done' || outcome === 'failed') adopted += 1;
  }
  return adopted;
}

type Claim = { outcome: 'ours'; id: string } | { outcome: 'taken' | 'busy' };
const deadRows = z.array(z.object({ job: z.string(), tickAt: z.date() }));
const claimedRows = z.array(z.object({ id: z.uuid() }));

/**
 * The lock is taken by a statement of its own, so that the next one sees what an earlier holder wrote. Leases follow
 * the machine's clock, not `app_now()`: whether a process lives is no matter of business time, and a test's clock may
 * stand still.
 */
async function claimTick(database: Database, job: string, tickAt: Date, runner: string, lease: number): Promise<Claim> {
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`job:${job}`}, 0))`;
    const others = await tx.$queryRaw`
      SELECT id FROM job_run
      WHERE job = ${job} AND tick_at <> ${tickAt} AND outcome = 'running' AND lease_until >= clock_timestamp() LIMIT 1`;
    if (claimedRows.parse(others).length > 0) return { outcome: 'busy' };
    const ours = await tx.$queryRaw`
      INSERT INTO job_run (job, tick_at, runner, lease_until)
      VALUES (${job}, ${tickAt}, ${runner}, clock_timestamp() + ${lease}::int * interval '1 millisecond')
      ON CONFLICT (job, tick_at) DO UPDATE SET runner = excluded.runner, started_at = app_now(), lease_until = excluded.lease_until
        WHERE job_run.outcome = 'running' AND job_run.lease_until < clock_timestamp()
      RETURNING id`;
    const id = claimedRows.parse(ours)[0]?.id;
    return id === undefined ? { outcome: 'taken' } : { outcome: 'ours', id };
  });
}

/** A lost heartbeat is no fault of the job; at worst somebody runs it a second time, which a job allows. */
async function prolong(database: Database, id: string, runner: string, lease: number): Promise<void> {
  try {
    await database.$executeRaw`
      UPDATE job_run SET lease_until = clock_timestamp() + ${lease}::int * interval '1 millisecond'
      WHERE id = ${id}::uuid AND runner = ${runner} AND outcome = 'running'`;
  } catch (fault) {
    log.warn('Lease of a job was not prolonged', { fault });
  }
}

/** Says nothing over a tick that somebody else took over meanwhile. */
async function finish(
  database: Database,
  id: string,
  runner: string,
  outcome: 'done' | 'failed',
  counts: Record<string, number>,
): Promise<void> {
  await database.$executeRaw`
    UPDATE job_run SET outcome = ${outcome}::job_outcome, finished_at = app_now(), counts = ${JSON.stringify(counts)}::jsonb
    WHERE id = ${id}::uuid AND runner = ${runner} AND outcome = 'running'`;
}
