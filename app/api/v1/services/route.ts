import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { pageOf } from '#app/api/v1/page-of.ts';
import { listServices } from '#lib/booking/free-times/list-services.ts';

const list = serve('listServices', async ({ query }) => {
  const { items, next } = pageOf(await listServices(), ({ slug }) => slug, query);
  const services = items.map(({ slug, name, description, duration, channels, groupSize, centers }) => ({
    slug,
    name,
    description,
    duration,
    channels: [...channels],
    groupSize,
    serviceCenters: [...centers],
  }));
  return { json: { items: services, next } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: list });
