import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Inbox } from '#processes/demo/inbox.ts';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import { check } from '../checker.ts';
import { type Action, actions, openHistory } from '../history.ts';
import { limits } from '../limits.ts';
import { pairEvents } from '../operations.ts';
import { seededRandom } from '../random.ts';
import { readSnapshot, seenMails } from '../snapshot.ts';
import type { SeenMail, Violation } from '../violation.ts';
import type { CrowdWorld } from './crowd.ts';
import { planKills, victims } from './kill-plan.ts';
import { walkPages } from './page-walker.ts';
import { walkWaiting } from './program-waiting.ts';
import { walkProgram } from './program-walker.ts';
import { openUnrest, type Unrest } from './unrest.ts';

/** Who books, and who waits for what those give back. */
const crowd = 12;
const waiters = 4;

export interface ChaosResult {
  /** Figures, line by line */
  told: string[];
  violations: Violation[];
  /** Why the run proves less than it should */
  failures: string[];
}

export interface ChaosOptions {
  minutes: number;
  seed: number;
  say: (line: string) => void;
  /** Ends the run early; what happened so far is checked */
  signal?: AbortSignal;
}

/** Starts a stack of its own, lets a crowd book while its parts are killed, and checks what is left. */
export async function runChaos({ minutes, seed, say, signal }: ChaosOptions): Promise<ChaosResult> {
  const stack = await startStack({ fresh: true, durable: true, say });
  let unrest: Unrest | undefined;
  const database = openDatabase(stack.migrateUrl);
  try {
    // Holders are named as the product names them, and data keys are looked for where it keeps them.
    Object.assign(process.env, stack.env('web'));
    unrest = await openUnrest(stack);
    return await loadAndCheck({ stack, unrest, database, minutes, seed, signal });
  } finally {
    await database.$disconnect();
    await unrest?.stop();
    await stack.stop();
  }
}

interface Run {
  stack: Stack;
  unrest: Unrest;
  database: Database;
  minutes: number;
  seed: number;
  signal: AbortSignal | undefined;
}

async function loadAndCheck({ stack, unrest, database, minutes, seed, signal }: Run): Promise<ChaosResult> {
  const random = seededRandom(seed);
  const plan = planKills(random.branch(), minutes * 60_000);
  const folder = path.resolve('.local', 'chaos');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${seed}.jsonl`);
  // One machine, one clock.
  const recorder = openHistory({ atLeast: () => Date.now() - 5, atMost: () => Date.now() + 5 }, file);
  const before = new Set((await database.appointment.findMany({ select: { id: true } })).map(({ id }) => id));
  const mails = collectMails(stack.inbox);

  const world: CrowdWorld = {
    recorder,
    inbox: stack.inbox,
    publicUrl: stack.urls.member,
    webs: () => unrest.webs(),
    database,
    end: Date.now() + minutes * 60_000,
  };
  signal?.addEventListener('abort', () => {
    world.end = Date.now();
  });
  await Promise.all([
    unrest.run(plan),
    ...Array.from({ length: crowd + waiters }, async (_, index) => {
      const chances = random.branch();
      while (Date.now() < world.end) {
        const walk = index >= crowd ? walkWaiting : chances.chance(0.5) ? walkPages : walkProgram;
        await walk(world, chances);
      }
    }),
  ]);

  await drainOutbox(stack, database);
  const violations = check({
    history: recorder.events,
    snapshot: await readSnapshot(database, keyStore()),
    mails: mails.end(),
    limits,
    before,
  });
  const operations = pairEvents(recorder.events);
  const counts = Object.groupBy(operations, ({ invoke, answer }) => `${invoke.action} ${answer.kind}`);
  const happened = (action: Action): boolean => counts[`${action} ok`] !== undefined;
  return {
    told: [
      `Operations: ${operations.length}`,
      ...actions.flatMap((action) => {
        const [ok, refused, unknown] = (['ok', 'refused', 'unknown'] as const).map(
          (kind) => counts[`${action} ${kind}`]?.length ?? 0,
        );
        const none = ok === 0 && refused === 0 && unknown === 0;
        return none ? [] : [`  ${action}: ${ok} done, ${refused} refused, ${unknown} nobody heard the end of`];
      }),
      `Kills: ${victims.map((victim) => `${unrest.kills[victim]} ${victim}`).join(', ')}`,
      `Mails: ${mails.end().length}. History: ${path.relative('.', file)}`,
    ],
    violations,
    failures: [
      // A short run may have none of a kind that comes late on the way.
      ...(minutes < 2 ? (['confirm'] as const) : (['confirm', 'move', 'switch', 'cancel'] as const))
        .filter((action) => !happened(action))
        .map((action) => `Nobody got through with ${action}: this run proves too little.`),
      ...victims.filter((victim) => unrest.kills[victim] === 0).map((victim) => `No ${victim} was killed.`),
    ],
  };
}

/** Keeps what arrives: the inbox itself forgets old mails. */
function collectMails(inbox: Inbox): { end(): SeenMail[] } {
  const kept = new Map<number, SeenMail[]>();
  const collect = (): void => {
    for (const mail of inbox.receiver.messages) if (!kept.has(mail.id)) kept.set(mail.id, seenMails([mail]));
  };
  const collecting = setInterval(collect, 200);
  return {
    end: () => {
      clearInterval(collecting);
      collect();
      return [...kept.values()].flat();
    },
  };
}

/** Waits until nothing is left to send. A mail whose sender was killed is due again after its lease: time jumps there. */
async function drainOutbox(stack: Stack, database: Database): Promise<void> {
  const patience = Date.now() + 120_000;
  await sleep(3000);
  await stack.setClock(Temporal.Duration.from({ seconds: 65 }));
  while ((await database.outboxMessage.count({ where: { state: 'waiting' } })) > 0) {
    if (Date.now() > patience) return;
    await sleep(250);
  }
}
