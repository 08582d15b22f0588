import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { ownWaitingOf, waitingEntryAnswer } from '#app/api/v1/own-waiting.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { leaveWaitingList } from '#lib/booking/waiting-list/leave-waiting-list.ts';

const join = serve('joinWaitingList', async ({ body, token }) => {
  const { service, furtherServices, channel, center, advisor, wishes, ...more } = body;
  const { firstDay, lastDay, partOfDay, locale, ...form } = more;
  const days = { firstDay, lastDay, partOfDay };
  const wish = { service, further: furtherServices, channel, center, advisor, wishes, ...days };
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
  const joined = await joinWaitingList({ browserToken: token, wish, form: given, locale, keepsDraft: false });
  if (joined.ok) {
    const { browserToken, expiresAt, sent } = joined;
    return { json: { token: browserToken, codeValidUntil: expiresAt.toString(), sent } };
  }
  if (joined.reason === 'invalid-input') {
    const errors = Object.entries(joined.errors).map(([field, code]) => ({ pointer: `/${field}`, code }));
    return { refused: joined.reason, extra: { errors } };
  }
  return { refused: joined.reason === 'used-up' ? 'limit-reached' : joined.reason };
});

const read = serve('readWaitingEntry', async (asked) => {
  const own = await ownWaitingOf(asked);
  return own === null ? { refused: 'not-found' } : { json: waitingEntryAnswer(own) };
});

const leave = serve('leaveWaitingList', async (asked) => {
  const own = await ownWaitingOf(asked);
  if (own !== null) await leaveWaitingList(own.right);
  return { done: true };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read, POST: join, DELETE: leave });
