import type { JsonSchema } from '#lib/platform/web/open-api.ts';

export interface FieldRow {
  /** With the way to it: `items[].center.slug` */
  name: string;
  form: string;
  meaning: string;
  required: boolean;
}

/** The fields of a JSON Schema, one a row, those of inner objects behind their own. */
export function fieldsOf(schema: JsonSchema, way = ''): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = withoutNull(field);
    const row: FieldRow = {
      name: way + name,
      form: formOf(field),
      meaning: field.description ?? '',
      required: schema.required?.includes(name) ?? false,
    };
    return [row, ...fieldsOf(inner, `${way}${name}.`), ...fieldsOf(withoutNull(inner.items ?? {}), `${way}${name}[].`)];
  });
}

function formOf(field: JsonSchema): string {
  const nullable = field.anyOf?.some(({ type }) => type === 'null') === true;
  const { type, format, enum: words, items } = withoutNull(field);
  if (words !== undefined) return orNull(words.join(' | '), nullable);
  const plain = format ?? (Array.isArray(type) ? type.join(' | ') : (type ?? ''));
  if (items === undefined) return orNull(plain, nullable);
  const each = formOf(items);
  return orNull(each.includes('|') ? `(${each})[]` : `${each}[]`, nullable);
}

const orNull = (form: string, nullable: boolean): string => (nullable ? `${form} | null` : form);

function withoutNull(field: JsonSchema): JsonSchema {
  return field.anyOf?.find(({ type }) => type !== 'null') ?? field;
}
