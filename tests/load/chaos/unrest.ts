import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '#processes/demo/child.ts';
import { type RunningPostgres, startPostgres } from '#processes/demo/postgres.ts';
import { installationSecrets } from '#processes/demo/secrets.ts';
import type { Stack } from '#processes/demo/stack.ts';
import type { WebProcess } from '#processes/demo/web.ts';
import { type Kill, type Victim, victims } from './kill-plan.ts';

/** A stack with two web processes whose parts are killed and come back. */
export interface Unrest {
  /** Origins of the web processes as they are now; one of them may be dead */
  webs(): readonly string[];
  /** How many were killed so far */
  readonly kills: Readonly<Record<Victim, number>>;
  /** Kills by a plan; of each kind one at a time. Resolves once all are back. @throws when one does not come back */
  run(plan: readonly Kill[]): Promise<void>;
  /** Ends all that may have been killed, whoever started it; the stack's own end comes after */
  stop(): Promise<void>;
}

/** @param stack a fresh and durable one, with a server of its own */
export async function openUnrest(stack: Stack): Promise<Unrest> {
  if (stack.postgres === null) throw new Error('The PostgreSQL of DATABASE_URL is not ours to kill: unset it.');
  const webs: WebProcess[] = [stack.web, await stack.startWeb()];
  let { scheduler, postgres } = { scheduler: stack.scheduler, postgres: stack.postgres };
  const kills = { web: 0, scheduler: 0, postgres: 0 };

  const strike: Record<Victim, (kill: Kill) => Promise<void>> = {
    web: async ({ which, downFor }) => {
      const web = webs[which];
      if (web === undefined) throw new RangeError(`There is no web process ${which}`);
      await killChild(web.child);
      await sleep(downFor);
      webs[which] = await stack.startWeb();
    },
    scheduler: async ({ downFor }) => {
      await killChild(scheduler);
      await sleep(downFor);
      scheduler = stack.startScheduler();
    },
    postgres: async ({ downFor }) => {
      // Children first: none may finish what it has begun, and none may tell that its server is gone.
      for (const pid of [...childrenOf(postgres.pid), postgres.pid]) killNow(pid);
      await sleep(downFor);
      postgres = await startAgain(postgres, stack.folder);
    },
  };
  return {
    webs: () => webs.map(({ url }) => url),
    kills,
    run: async (plan) => {
      const start = performance.now();
      await Promise.all(
        victims.map(async (victim) => {
          for (const kill of plan.filter((one) => one.victim === victim)) {
            await sleep(Math.max(0, start + kill.at - performance.now()));
            await strike[victim](kill);
            kills[victim] += 1;
          }
        }),
      );
    },
    stop: async () => {
      await Promise.all([...webs.map(({ child }) => child.stop()), scheduler.stop()]);
      await postgres.stop();
    },
  };
}

async function killChild(child: Child): Promise<void> {
  killNow(child.pid);
  await child.exited;
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // A backend may have ended by itself since we looked.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Numbers of the processes that a process has started; none where the system does not tell. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Starts a killed server again, on its data and its port. */
async function startAgain({ dataDir, port }: RunningPostgres, folder: string): Promise<RunningPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { superuser: password } = installationSecrets(folder);
      const logFile = path.join(folder, 'postgres.log');
      return await startPostgres({ dataDir, password, port, samePort: true, logFile });
    } catch (fault) {
      // What is left of the killed one may hold memory and port a little longer.
      if (attempt === 20) throw fault;
      await sleep(250);
    }
  }
}
