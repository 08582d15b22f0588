import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, changeRightOf, notChanged } from '#app/api/v1/own-appointment.ts';
import type { WhyNoSwitch } from '#lib/booking/change/plan-switch.ts';
import { type SwitchedChannel, switchChannel } from '#lib/booking/change/switch-channel.ts';

type WhyNot = Extract<SwitchedChannel, { ok: false }>['reason'];

const isNoSwitch = (reason: WhyNot): reason is WhyNoSwitch =>
  reason === 'not-offered' || reason === 'closed' || reason.startsWith('no-');

const change = serve('switchChannel', async ({ body: { channel }, token, version }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const switched = await switchChannel({ right, version, channel });
  if (switched.ok) return changedFrom(version);
  const { reason } = switched;
  return isNoSwitch(reason) ? { refused: 'channel-unavailable', extra: { whyNot: reason } } : notChanged(reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: change });
