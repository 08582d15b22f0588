import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changeRightOf } from '#app/api/v1/own-appointment.ts';
import { extendMove, readMove } from '#lib/booking/change/hold-move.ts';

const extend = serve('extendMove', async ({ token }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const extended = await extendMove(right);
  const move = await readMove(right);
  if (move === null) return { refused: 'hold-expired' };
  if (!extended) return { refused: 'limit-reached' };
  return { json: { expiresAt: move.expiresAt.toString(), extensionsLeft: move.extensionsLeft } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: extend });
