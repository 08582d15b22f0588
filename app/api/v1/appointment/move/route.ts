import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { bookedAnswer, freeTimeAnswer } from '#app/api/v1/booked-answer.ts';
import { accessNeeded, changeRightOf, notChangeable } from '#app/api/v1/own-appointment.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { holdMove, type Move, readMove, releaseMove } from '#lib/booking/change/hold-move.ts';
import type { TimeChoice } from '#lib/booking/schema.ts';
import { apiBase } from '#lib/platform/web/api-operation.ts';

type Place = Pick<TimeChoice, 'startsAt' | 'channel' | 'center' | 'advisor'>;

const heldAnswer = ({ expiresAt }: Pick<Move, 'expiresAt'>) => ({
  json: { expiresAt: expiresAt.toString() },
  headers: { location: `${apiBase}/appointment/move` },
});

const hold = serve('holdMove', async ({ body, token }) => {
  const own = await findOwnAppointment({ linkToken: null, browserToken: token });
  if (own?.change == null) return accessNeeded;
  const { appointment, change: right } = own;
  // What is not named stays.
  const channel = body.channel ?? appointment.channel;
  const center = body.center ?? (channel === 'on_site' ? appointment.center.slug : undefined);
  const choice = { ...body, channel, center };
  // A program whose answer got lost asks again, and has the time already.
  const kept = await readMove(right);
  if (kept !== null && isHeld(choice, kept)) return heldAnswer(kept);
  const held = await holdMove({ right, choice });
  if (held.ok) return heldAnswer(held);
  if (held.reason === 'time-taken')
    return { refused: held.reason, extra: { alternatives: held.alternatives.map(freeTimeAnswer) } };
  if (held.reason === 'unknown-choice' || held.reason === 'too-far') return { refused: held.reason };
  return held.reason === 'gone' ? accessNeeded : notChangeable(held.reason);
});

const isHeld = ({ startsAt, channel, center, advisor }: Place, { held }: Move): boolean =>
  held.startsAt.equals(startsAt) &&
  held.channel === channel &&
  (center === undefined || center === held.center.slug) &&
  (advisor === undefined || advisor === held.advisor.id);

const read = serve('readMove', async ({ token }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const move = await readMove(right);
  if (move === null) return { refused: 'not-found' };
  const { held, expiresAt, extensionsLeft } = move;
  const { appointmentId } = right;
  return { json: { ...bookedAnswer(held), appointmentId, expiresAt: expiresAt.toString(), extensionsLeft } };
});

const release = serve('releaseMove', async ({ token }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  await releaseMove(right);
  return { done: true };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read, POST: hold, DELETE: release });
