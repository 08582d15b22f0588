import { defineConfig } from 'prisma/config';

/** Read by the Prisma command line (`npm run generate`); our own scripts migrate without it. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.MIGRATE_DATABASE_URL === undefined ? {} : { datasource: { url: process.env.MIGRATE_DATABASE_URL } }),
});
