import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type ApiOperationName, apiOperations } from '#lib/booking/api-operations.ts';
import {
  codeSentAnswer,
  confirmedAnswer,
  extendedAnswer,
  freeTimesAnswer,
  heldAnswer,
} from '#lib/booking/api-schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import { type ApiClient, openApiClient } from '#tests/setup/api-client.ts';
import type { Answer, Invocation } from '../history.ts';
import type { Random } from '../random.ts';
import { type CrowdWorld, newBooker, untilKnown, waitForCode } from './crowd.ts';

const problem = z.object({ title: z.string() });
const epoch = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** Books one appointment as a program does, by the HTTP API: each write has a key and is sent again until answered. */
export async function walkProgram(world: CrowdWorld, random: Random): Promise<void> {
  const { recorder } = world;
  const { token, holder, mailbox, data } = newBooker();

  const client = openApiClient(() => random.pick(world.webs()), token);
  /** One write under one key, however often it is sent. */
  const write = (
    invocation: Omit<Invocation, 'holder' | 'key'>,
    [operation, body]: [ApiOperationName, unknown?],
    read: (json: unknown) => Partial<Answer>,
  ): Promise<Answer> => {
    const key = `${invocation.action}-${holder.slice(0, 12)}-${random.below(2 ** 31)}`;
    const keyed = apiOperations[operation].method === 'POST' ? { key } : {};
    return untilKnown(world, random, () =>
      recorder.record({ ...invocation, holder, key }, async () => {
        const { ok, json } = await client.send(operation, { ...(body !== undefined && { body }), ...keyed });
        if (ok) return { kind: 'ok', ...read(json) } as Answer;
        const { title } = problem.parse(json);
        // The process that works on it may be dead: nobody knows yet.
        if (title === 'in-progress') throw new Error(title);
        return { kind: 'refused', reason: title };
      }),
    );
  };

  const start = await firstTime(client, random).catch(() => undefined);
  if (start === undefined) {
    await sleep(200);
    return;
  }
  const choice = { service: 'allgemeine-beratung', channel: 'video', startsAt: start.startsAt, advisor: start.advisor };
  const held = await write({ action: 'hold' }, ['holdTime', choice], (json) => {
    const { appointmentId, expiresAt } = heldAnswer.parse(json);
    return { appointmentId, until: epoch(expiresAt) };
  });
  if (held.kind !== 'ok') return;
  const about = held.appointmentId ?? null;
  if (random.chance(0.2)) {
    await write({ action: 'extend', about }, ['extendHold'], (json) => ({
      until: epoch(extendedAnswer.parse(json).expiresAt),
    }));
  }
  if (random.chance(0.1)) {
    await write({ action: 'release', about }, ['releaseHold'], () => ({}));
    return;
  }
  const submitted = await write({ action: 'submit', about, mailbox }, ['submitContact', data], (json) => {
    const { codeValidUntil, sent } = codeSentAnswer.parse(json);
    return { until: epoch(codeValidUntil), anew: sent };
  });
  if (submitted.kind !== 'ok') return;
  const code = await waitForCode(world, mailbox);
  if (code === undefined) return;
  await write({ action: 'confirm', about }, ['confirmAppointment', { code }], (json) => ({
    appointmentId: confirmedAnswer.parse(json).appointmentId,
  }));
}

/** One of the first free times of the coming weeks, with one of its advisors. */
async function firstTime(
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
