import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type { Database } from '#lib/platform/db.ts';
import { PrismaClient } from '#prisma/generated/client.ts';
import type { Random } from './random.ts';

/** What lies between us and the database: everything a busy machine and a bad line do. */
export interface Weather {
  random: Random;
  /** A statement waits so many milliseconds at most before it is sent */
  pause: number;
  /** How often a statement's commit takes as long again */
  slowCommits: number;
  /** How often the line breaks: half of them before the statement arrives, half of them before its answer does */
  losses: number;
  /** Statements at which paths cross: each waits for up to so many milliseconds of its own */
  crossroads: readonly { of: string; pause: number }[];
  /** What happens just before a statement that stands alone arrives */
  beforeArriving?(query: SqlQuery): Promise<void>;
  /** What happens while a statement is done and not committed yet */
  whileCommitting?(query: SqlQuery): Promise<void>;
}

export type Run = (query: SqlQuery) => Promise<SqlResultSet>;

/** A statement in another form. */
export interface Replacement {
  /** Part of the statement's text by which it is known; white space does not matter */
  of: string;
  by(query: SqlQuery, run: Run, weather: Weather): Promise<SqlResultSet>;
}

export interface Wire {
  database: Database;
  /** How often a statement was replaced: a mutant that never ran proves nothing */
  replaced(): number;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ');
const isWrite = ({ sql }: SqlQuery): boolean => /\b(INSERT|UPDATE|DELETE)\b/.test(sql) && !/FOR UPDATE\s*$/.test(sql);

/** The line breaks; whoever waits for an answer never learns what became of it. */
export function lineBroken(): Error {
  return new DriverAdapterError({ kind: 'ConnectionClosed' });
}

/**
 * Opens a pool whose statements go through weather, and through a mutant if one is given. What arrives is the real
 * database; nothing is played.
 */
export function openThroughWeather(url: string, weather: Weather, mutant?: Replacement): Wire {
  let replaced = 0;
  const real = new PrismaPg({ connectionString: url, max: 10 });

  const pause = async ({ sql }: SqlQuery): Promise<void> => {
    const longest = weather.crossroads.find(({ of }) => sql.includes(of))?.pause ?? weather.pause;
    await sleep(weather.random.fraction() * longest);
  };
  const form = (query: SqlQuery, run: Run): Promise<SqlResultSet> => {
    if (mutant === undefined || !plain(query.sql).includes(plain(mutant.of))) return run(query);
    replaced += 1;
    return mutant.by(query, run, weather);
  };
  /** Sends a statement that stands alone. */
  const alone = async (adapter: SqlDriverAdapter, query: SqlQuery): Promise<SqlResultSet> => {
    await pause(query);
    await weather.beforeArriving?.(query);
    const { random, losses, slowCommits } = weather;
    const lost = isWrite(query) && random.chance(losses);
    if (lost && random.chance(0.5)) throw lineBroken();
    const slow = isWrite(query) && random.chance(slowCommits);
    const answer = await (slow ? committedLate(adapter, query) : form(query, (sent) => adapter.queryRaw(sent)));
    if (lost) throw lineBroken();
    return answer;
  };
  const committedLate = async (adapter: SqlDriverAdapter, query: SqlQuery): Promise<SqlResultSet> => {
    const tx = await adapter.startTransaction();
    try {
      const answer = await form(query, (sent) => tx.queryRaw(sent));
      await sleep(weather.pause * (1 + 2 * weather.random.fraction()));
      await weather.whileCommitting?.(query);
      await tx.executeRaw({ sql: 'COMMIT', args: [], argTypes: [] });
      await tx.commit();
      return answer;
    } catch (fault) {
      await tx.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
      await tx.rollback();
      throw fault;
    }
  };

  const throughTransaction = (tx: Transaction): Transaction => ({
    provider: tx.provider,
    adapterName: tx.adapterName,
    options: tx.options,
    queryRaw: async (query) => {
      await pause(query);
      return form(query, (sent) => tx.queryRaw(sent));
    },
    executeRaw: async (query) => {
      await pause(query);
      return tx.executeRaw(query);
    },
    commit: async () => {
      await tx.commit();
      if (weather.random.chance(weather.losses)) throw lineBroken();
    },
    rollback: () => tx.rollback(),
  });

  const adapter: SqlDriverAdapterFactory = {
    provider: real.provider,
    adapterName: real.adapterName,
    connect: async () => {
      const connected = await real.connect();
      return {
        provider: connected.provider,
        adapterName: connected.adapterName,
        queryRaw: (query) => alone(connected, query),
        executeRaw: async (query) => {
          await pause(query);
          return connected.executeRaw(query);
        },
        executeScript: (script) => connected.executeScript(script),
        startTransaction: async (level) => throughTransaction(await connected.startTransaction(level)),
        getConnectionInfo: () => connected.getConnectionInfo(),
        dispose: () => connected.dispose(),
      };
    },
  };
  return { database: new PrismaClient({ adapter }), replaced: () => replaced };
}
