/**
 * The process that does what time demands: every job of every domain, by cron's ticks, each tick once however many
 * schedulers run. `--run NAME` runs one job now and ends; `--list` names the jobs.
 */
import cron, { type ScheduledTask } from 'node-cron';
import { jobs as bookingJobs } from '#lib/booking/jobs.ts';
import { jobs as consultationJobs } from '#lib/consultation/jobs.ts';
import { jobs as identityJobs } from '#lib/identity/jobs.ts';
import { jobs as messagingJobs } from '#lib/messaging/jobs.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { adoptDeadTicks, type Job, runTick } from '#lib/platform/jobs.ts';
import { log } from '#lib/platform/log.ts';
import { Temporal } from '#lib/platform/time.ts';
import { jobs as privacyJobs } from '#lib/privacy/jobs.ts';

const jobs: readonly Job[] = [...identityJobs, ...bookingJobs, ...messagingJobs, ...consultationJobs, ...privacyJobs];

/** How often the scheduler says that it lives, and looks for ticks whose runner died. */
const HEALTH = '* * * * *';

const running = new Set<Promise<unknown>>();

function track(work: Promise<unknown>): Promise<unknown> {
  running.add(work);
  return work.finally(() => running.delete(work));
}

/** The instant a tick was due, the same in every scheduler: cut to the second, which is the finest that cron counts. */
function dueAt(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(date.getTime() / 1000) * 1000);
}

/** A tick that the database refuses is lost; the next one does its work. */
async function tick(job: Job, date: Date): Promise<void> {
  try {
    await runTick(db(), job, dueAt(date));
  } catch (fault) {
    log.error('Tick failed', { job: job.name, fault });
  }
}

async function checkHealth(): Promise<void> {
  try {
    const adopted = await adoptDeadTicks(db(), jobs);
    log.info('Scheduler lives', { count: jobs.length, counts: { adopted } });
  } catch (fault) {
    log.error('Scheduler has no database', { fault });
  }
}

function scheduleAll(): ScheduledTask[] {
  const options = { timezone: 'UTC', suppressMissedWarning: true };
  const ticks = jobs.map((job) => cron.schedule(job.cron, ({ date }) => track(tick(job, date)), options));
  return [...ticks, cron.schedule(HEALTH, () => track(checkHealth()), options)];
}

/** No new tick; those under way are finished. */
async function end(tasks: ScheduledTask[]): Promise<void> {
  log.info('Scheduler ends', { count: running.size });
  for (const task of tasks) await task.destroy();
  await Promise.allSettled(running);
  await closeDatabase();
}

async function runOnce(name: string): Promise<void> {
  const job = jobs.find((candidate) => candidate.name === name);
  if (job === undefined) {
    process.stderr.write(`No job is called "${name}". There are: ${jobs.map((known) => known.name).join(', ')}\n`);
    process.exitCode = 1;
    return;
  }
  const outcome = await runTick(db(), job, dueAt(new Date()));
  process.stdout.write(`${name}: ${outcome}\n`);
  if (outcome !== 'done') process.exitCode = 1;
  await closeDatabase();
}

async function runForever(): Promise<void> {
  await checkHealth();
  const tasks = scheduleAll();
  // What fell due while no scheduler ran is not left until the next tick.
  for (const job of jobs.filter((candidate) => candidate.atStart === true)) void track(tick(job, new Date()));
  log.info('Scheduler is ready', { count: jobs.length });
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      // Pools of mail and database may keep idle connections; everything that matters is done by then.
      void end(tasks).finally(() => process.exit(0));
    });
  }
}

const [flag, name] = process.argv.slice(2);
if (flag === '--list') process.stdout.write(`${jobs.map((job) => `${job.name}\t${job.cron}`).join('\n')}\n`);
else if (flag === '--run') await runOnce(name ?? '');
else await runForever();
