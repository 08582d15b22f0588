/**
 * npm run migrate: brings the database of MIGRATE_DATABASE_URL (role sprechzeit_migrate) to the newest state and sets
 * the rights of the process roles. Needs no internet.
 */
import { migrateDatabase } from '#prisma/apply-grants.ts';

const url = process.env.MIGRATE_DATABASE_URL;
if (url === undefined || url === '') {
  process.stderr.write('MIGRATE_DATABASE_URL is missing: the connection of the role sprechzeit_migrate.\n');
  process.exit(1);
}
const applied = await migrateDatabase(url);
process.stdout.write(applied.length === 0 ? 'Nothing to migrate; rights set.\n' : `Applied: ${applied.join(', ')}\n`);
