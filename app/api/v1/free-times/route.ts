import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { freeTimeAnswer } from '#app/api/v1/booked-answer.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';

const list = serve('listFreeTimes', async ({ query }) => {
  const { from, to, cursor, language, interpreter, stepFree, companion, furtherServices, ...choice } = query;
  const wishes = { language, interpreter, stepFree, companion };
  const found = await listFreeTimes({ ...choice, further: furtherServices, wishes, days: { from, to }, from: cursor });
  if (!found.ok) return { refused: found.reason };
  return { json: { items: found.times.map(freeTimeAnswer), next: found.next?.toString() ?? null } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: list });
