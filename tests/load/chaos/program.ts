import { z } from 'zod';
import { type ApiOperationName, apiOperations } from '#lib/booking/api/api-operations.ts';
import { freeTimesAnswer } from '#lib/booking/api/api-schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import { type ApiClient, openApiClient, type Sent } from '#tests/setup/api-client.ts';
import type { Answer, Invocation } from '../history.ts';
import type { Random } from '../random.ts';
import { type Booker, type CrowdWorld, untilKnown } from './crowd.ts';

const problem = z.object({ title: z.string() });

/** A program that books and changes by the HTTP API, hopping from process to process. */
export interface Program {
  client: ApiClient;
  /**
   * One write of one wish, sent again under its key until it is answered.
   * @param invocation.holder who is said to act; the program itself when absent
   * @param read what a success says, besides that it is one
   */
  write: (
    invocation: Omit<Invocation, 'holder' | 'key'> & { holder?: string },
    operation: ApiOperationName,
    sent: Omit<Sent, 'key'>,
    read: (json: unknown) => Partial<Answer> | Promise<Partial<Answer>>,
  ) => Promise<Answer>;
  /** The same for what nobody is promised anything by. @returns null when it is refused, or when all is over */
  ask: (operation: ApiOperationName, sent?: Sent) => Promise<Record<string, unknown> | null>;
}

export function openProgram(world: CrowdWorld, random: Random, { token, holder }: Booker): Program {
  const client = openApiClient(() => random.pick(world.webs()), token);
  return {
    client,
    write: (invocation, operation, sent, read) => {
      const key = `${invocation.action}-${holder.slice(0, 12)}-${random.below(2 ** 31)}`;
      const keyed = apiOperations[operation].method === 'POST' ? { key } : {};
      return untilKnown(world, random, () =>
        world.recorder.record({ holder, ...invocation, key }, async () => {
          const { ok, json } = await client.send(operation, { ...sent, ...keyed });
          if (ok) return { kind: 'ok', ...(await read(json)) } as Answer;
          const { title } = problem.parse(json);
          // The process that works on it may be dead: nobody knows yet.
          if (title === 'in-progress') throw new Error(title);
          return { kind: 'refused', reason: title };
        }),
      );
    },
    ask: async (operation, sent) => {
      const answer = await untilKnown(world, random, async () => {
        const answered = await client.send(operation, sent).catch(() => null);
        return answered === null ? { kind: 'unknown' } : { kind: 'known', ...answered };
      });
      return 'ok' in answer && answer.ok ? answer.json : null;
    },
  };
}

/** One of the first free times of the coming weeks, with one of its advisors. */
export async function firstTime(
  client: ApiClient,
  random: Random,
): Promise<{ startsAt: string; advisor: string } | undefined> {
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const query = {
    service: 'allgemeine-beratung',
    channel: 'video',
    from: today.toString(),
    to: today.add({ days: 30 }).toString(),
    limit: '5',
  };
  const { items } = freeTimesAnswer.parse((await client.send('listFreeTimes', { query })).json);
  if (items.length === 0) return undefined;
  const { startsAt, advisors } = random.pick(items);
  return { startsAt, advisor: random.pick(advisors).id };
}
