import { seedLarge } from '#prisma/seed/large.ts';
import { type BenchDatabase, type BenchServer, startBenchServer } from './database.ts';
import { startEmpty, startProduct, type Webs } from './web.ts';

/** How many appointments of the past the scenario `large` has, and how many a young installation. */
export const pastSizes = { few: 3000, many: 300_000 } as const;

/** What the rows of one run share; each part is there once a row asks for it. */
export interface World {
  say: (line: string) => void;
  server(): Promise<BenchServer>;
  /** The scenario `large`, with at least so many appointments of the past; more come to the same database. */
  large(past: number): Promise<BenchDatabase>;
  /** Web processes of the production build on the scenario `large`. */
  product(): Promise<Webs>;
  /** As many of the empty application. */
  empty(): Promise<Webs>;
  end(): Promise<void>;
}

/** As many web processes as the figures are about. */
const webCount = 2;

export function openWorld(say: (line: string) => void): World {
  const endings: (() => Promise<void>)[] = [];
  const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => (made ??= make());
  };
  const ended = <T extends { stop(): Promise<void> }>(made: T): T => {
    endings.push(() => made.stop());
    return made;
  };
  const server = once(async () => ended(await startBenchServer()));
  const largeDatabase = once(async () => (await server()).database('large'));
  let seeded = 0;
  const large = async (past: number): Promise<BenchDatabase> => {
    const database = await largeDatabase();
    if (seeded < past) {
      say(`Filling the scenario "large", ${past.toLocaleString('en')} appointments of the past …`);
      await seedLarge(database.url('migrate'), { past });
      seeded = past;
    }
    return database;
  };
  return {
    say,
    server,
    large,
    product: once(async () => ended(await startProduct(await server(), await large(pastSizes.few), webCount, say))),
    empty: once(async () => ended(await startEmpty(await server(), webCount, say))),
    end: async () => {
      for (const end of endings.toReversed()) await end();
    },
  };
}
