import { setTimeout as sleep } from 'node:timers/promises';
import { codeSentAnswer, confirmedAnswer, extendedAnswer, heldAnswer } from '#lib/booking/api/api-schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Random } from '../random.ts';
import { type CrowdWorld, newBooker, waitForCode } from './crowd.ts';
import { firstTime, openProgram } from './program.ts';
import { walkChanges } from './program-changes.ts';

const epoch = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** Books one appointment as a program does, by the HTTP API, and may change it. */
export async function walkProgram(world: CrowdWorld, random: Random): Promise<void> {
  const booker = newBooker();
  const { mailbox, data } = booker;
  const program = openProgram(world, random, booker);
  const { client, write } = program;

  const start = await firstTime(client, random).catch(() => undefined);
  if (start === undefined) {
    await sleep(200);
    return;
  }
  const choice = { service: 'allgemeine-beratung', channel: 'video', startsAt: start.startsAt, advisor: start.advisor };
  const held = await write({ action: 'hold' }, 'holdTime', { body: choice }, (json) => {
    const { appointmentId, expiresAt } = heldAnswer.parse(json);
    return { appointmentId, until: epoch(expiresAt) };
  });
  if (held.kind !== 'ok') return;
  const about = held.appointmentId ?? null;
  if (random.chance(0.2)) {
    await write({ action: 'extend', about }, 'extendHold', {}, (json) => ({
      until: epoch(extendedAnswer.parse(json).expiresAt),
    }));
  }
  if (random.chance(0.1)) {
    await write({ action: 'release', about }, 'releaseHold', {}, () => ({}));
    return;
  }
  const submitted = await write({ action: 'submit', about, mailbox }, 'submitContact', { body: data }, (json) => {
    const { codeValidUntil, sent } = codeSentAnswer.parse(json);
    return { until: epoch(codeValidUntil), anew: sent };
  });
  if (submitted.kind !== 'ok') return;
  const code = await waitForCode(world, mailbox);
  if (code === undefined) return;
  const confirmed = await write({ action: 'confirm', about }, 'confirmAppointment', { body: { code } }, (json) => ({
    appointmentId: confirmedAnswer.parse(json).appointmentId,
  }));
  if (confirmed.kind !== 'ok' || confirmed.appointmentId === undefined || random.chance(0.3)) return;
  await walkChanges(world, random, { id: confirmed.appointmentId, booker, usedCode: code }, program);
}
