import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

const refuse = (): never => {
  throw new Error('Comparing data models needs no database, yet the engine asked for one.');
};

/**
 * Stands where the engine wants a connection although it only compares files: it asks once which server it talks to
 * ("is there a schema public, which version") and gets PostgreSQL 18 for an answer. Everything else is refused.
 */
const adapter: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'no-database',
  queryRaw: async ({ sql }) =>
    sql.includes('server_version_num')
      ? {
          columnNames: ['exists', 'version', 'numeric_version'],
          columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
          rows: [[true, 'PostgreSQL 18.4', 180_004]],
        }
      : refuse(),
  executeRaw: async () => refuse(),
  executeScript: async () => refuse(),
  startTransaction: async () => refuse(),
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  dispose: async () => {},
};

export const noDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'no-database',
  connect: async () => adapter,
  connectToShadowDb: async () => refuse(),
};
