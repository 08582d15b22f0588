import { answering } from '#app/api/answering.ts';
import { apiRoute } from '#app/api/v1/api-route.ts';
import { apiOperations } from '#lib/booking/api/api-operations.ts';
import { etagOf, isKnown } from '#lib/platform/web/etag.ts';
import { openApiDocument } from '#lib/platform/web/open-api.ts';

let made: { body: string; etag: string } | undefined;

/** The description that tools read; the same as docs/openapi.json. */
const read = (request: Request): Promise<Response> =>
  answering('api/v1/openapi.json', () => {
    if (made === undefined) {
      const body = JSON.stringify(openApiDocument(apiOperations, 'en'));
      made = { body, etag: etagOf(body) };
    }
    const headers = { etag: made.etag, 'cache-control': 'no-cache' };
    if (isKnown(made.etag, request.headers.get('if-none-match')))
      return Promise.resolve(new Response(null, { status: 304, headers }));
    return Promise.resolve(new Response(made.body, { headers: { ...headers, 'content-type': 'application/json' } }));
  });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read });
