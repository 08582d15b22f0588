import { randomBytes } from 'node:crypto';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { openDatabase } from '#lib/platform/db.ts';
import type { BenchDatabase } from './database.ts';
import type { Sent } from './load.ts';

/** A time of a center at which somebody is free. */
export interface Target {
  center: string;
  startsAt: string;
  /** One of those who are free then */
  advisor: string;
}

/**
 * Different times, each at another center than the one before, with at least two people free: whoever wants one gets it.
 * @param amount how many
 */
export async function freeTargets(large: BenchDatabase, amount: number): Promise<Target[]> {
  const database = openDatabase(large.url('web'));
  try {
    const ofCenters: Target[][] = [];
    for (let n = 1; n <= 50; n += 1) {
      const center = `servicestelle-${n}`;
      const found = await listFreeTimes({ service: 'beratung', channel: 'video', center, limit: Infinity }, database);
      const times = found.ok ? found.times : [];
      // Every half hour: appointments of 30 minutes are then in nobody's way.
      ofCenters.push(
        times
          .filter(({ startsAt, advisors }) => startsAt.epochMilliseconds % 1_800_000 === 0 && advisors.length > 1)
          .map(({ startsAt, advisors }) => ({ center, startsAt: startsAt.toString(), advisor: advisors[0]?.id ?? '' })),
      );
    }
    const targets: Target[] = [];
    for (let i = 0; targets.length < amount; i += 1) {
      const round = ofCenters.flatMap((times) => times[i] ?? []);
      if (round.length === 0) throw new Error(`Only ${targets.length} times are free`);
      targets.push(...round);
    }
    return targets.slice(0, amount);
  } finally {
    await database.$disconnect();
  }
}

/** The request that holds a time of a center, of whoever is free or of one advisor alone. */
export function holdRequest({ center, startsAt, advisor }: Omit<Target, 'advisor'> & { advisor?: string }): Sent {
  return {
    method: 'POST',
    path: '/api/v1/hold',
    headers: writingHeaders(),
    body: JSON.stringify({ service: 'beratung', channel: 'video', center, startsAt, advisor }),
  };
}

/** Each request comes from a network of its own. */
export function writingHeaders(): Record<string, string> {
  return { 'content-type': 'application/json', 'x-forwarded-for': someAddress() };
}

/** Out of a block that belongs to nobody's network (RFC 2544). */
function someAddress(): string {
  const [a = 0, b = 0, c = 0] = randomBytes(3);
  return `198.${18 + (a % 2)}.${b}.${c}`;
}
