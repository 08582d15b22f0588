import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { pageOf } from '#app/api/v1/page-of.ts';
import { listServiceCenters } from '#lib/organisation/list-service-centers.ts';

const list = serve('listServiceCenters', async ({ query }) => {
  const { items, next } = pageOf(await listServiceCenters(), ({ slug }) => slug, query);
  return { json: { items: items.map(({ id: _, ...center }) => center), next } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: list });
