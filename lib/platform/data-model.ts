import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import * as enums from '#prisma/generated/enums.ts';
import type { Database } from './db.ts';

/** A stored field of a model: what Prisma calls scalar or enum, not a relation. */
export interface ModelField {
  name: string;
  column: string;
  /** All values, where the field is of an enum */
  values?: readonly string[];
}

/** One model as the generated client knows it, so nobody keeps a second list. */
export interface Model {
  name: Prisma.ModelName;
  table: string;
  fields: readonly ModelField[];
}

const runtimeModel = z.object({
  dbName: z.string().nullable(),
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['scalar', 'enum', 'object', 'unsupported']),
      type: z.string(),
      dbName: z.string().optional(),
    }),
  ),
});
const runtimeDataModel = z.object({ models: z.record(z.string(), runtimeModel) });

/**
 * The data model of the generated client. Needs no connection.
 * @throws ZodError when a newer client keeps its model elsewhere
 */
export function dataModelOf(database: Database): readonly Model[] {
  // Looked up by name: the client is a proxy that shows the property without listing it.
  const source: unknown = Reflect.get(database, '_runtimeDataModel');
  const { models } = runtimeDataModel.parse(source);
  return Object.values(Prisma.ModelName).map((name) => {
    const model = models[name];
    if (model === undefined) throw new Error(`The client does not know its model ${name}`);
    const stored = model.fields.filter((field) => field.kind !== 'object');
    return { name, table: model.dbName ?? name, fields: stored.map(toField) };
  });
}

function toField(field: { name: string; kind: string; type: string; dbName?: string | undefined }): ModelField {
  const column = field.dbName ?? field.name;
  if (field.kind !== 'enum') return { name: field.name, column };
  const values = Object.entries(enums).find(([name]) => name === field.type)?.[1];
  if (values === undefined) throw new Error(`The client does not know its enum ${field.type}`);
  return { name: field.name, column, values: Object.values(values) };
}
