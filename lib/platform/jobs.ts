import type { Database } from './db.ts';

/** Work that time demands. Each domain lists its own in `lib/<domain>/jobs.ts`; processes/scheduler.ts gathers them. */
export interface Job {
  /** Unique; such as `booking:sweep-holds` */
  name: string;
  /** When it is due, in cron's words, UTC; with seconds where the first of six fields says so */
  cron: string;
  /** Returns figures for the log and the `job_run` row: counts only. Must be safe to run twice. */
  run(database: Database): Promise<Record<string, number>>;
}
