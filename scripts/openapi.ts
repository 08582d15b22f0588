/** npm run openapi: writes docs/openapi.json, made from the schemas that the routes parse with (BK15). */
import { writeFileSync } from 'node:fs';
import { apiOperations } from '#lib/booking/api/api-operations.ts';
import { openApiDocument } from '#lib/platform/web/open-api.ts';

writeFileSync('docs/openapi.json', `${JSON.stringify(openApiDocument(apiOperations, 'en'), null, 2)}\n`);
process.stdout.write('Wrote docs/openapi.json\n');
