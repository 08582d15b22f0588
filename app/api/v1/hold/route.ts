import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { bookedAnswer, freeTimeAnswer } from '#app/api/v1/booked-answer.ts';
import { findOwnHold } from '#lib/booking/hold/find-own-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { releaseHold } from '#lib/booking/hold/release-hold.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { apiBase } from '#lib/platform/web/api-operation.ts';

const heldAnswer = (held: { browserToken: string; appointmentId: string; expiresAt: Temporal.Instant }) => ({
  json: { token: held.browserToken, appointmentId: held.appointmentId, expiresAt: held.expiresAt.toString() },
  headers: { location: `${apiBase}/hold` },
});

const hold = serve('holdTime', async ({ body: { locale, furtherServices, ...rest }, token }) => {
  const choice = { ...rest, further: furtherServices };
  const own = await findOwnHold(token, choice);
  if (token !== null && own !== null) return heldAnswer({ browserToken: token, ...own });
  const held = await holdTime({ choice, browserToken: token, locale });
  if (held.ok) return heldAnswer(held);
  if (held.reason === 'unknown-choice') return { refused: held.reason };
  return { refused: held.reason, extra: { alternatives: held.alternatives.map(freeTimeAnswer) } };
});

const read = serve('readHold', async ({ token }) => {
  const held = await readHold(token);
  if (held === null) return { refused: 'not-found' };
  const { appointment, expiresAt, extensionsLeft, contact } = held;
  const hasContact = contact !== null;
  return { json: { ...bookedAnswer(appointment), expiresAt: expiresAt.toString(), extensionsLeft, hasContact } };
});

const release = serve('releaseHold', async ({ token }) => {
  await releaseHold(token);
  return { done: true };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read, POST: hold, DELETE: release });
