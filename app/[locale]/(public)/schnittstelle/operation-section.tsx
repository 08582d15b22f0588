import { getTranslations } from 'next-intl/server';
import { Table } from '#components/ui/table.tsx';
import type { OpenApiOperation, OpenApiParameter } from '#lib/platform/web/open-api.ts';
import { type FieldRow, fieldsOf } from './fields-of.ts';

type OperationSectionProps = { address: string; method: string; operation: OpenApiOperation };

/** One operation: its address, what it takes, what it gives, what it refuses. */
export async function OperationSection({ address, method, operation }: OperationSectionProps) {
  const t = await getTranslations('api.page');
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation;
  const sentIn = (place: OpenApiParameter['in']) => {
    const sent = parameters.filter((parameter) => parameter.in === place);
    return fieldsOf({
      type: 'object',
      properties: Object.fromEntries(
        sent.map(({ name, description: meaning, schema }) => [name, { ...schema, description: meaning }]),
      ),
      required: sent.filter(({ required }) => required).map(({ name }) => name),
    });
  };
  const body = requestBody === undefined ? [] : fieldsOf(requestBody.content['application/json'].schema);
  const given = Object.entries(responses).filter(([status]) => Number(status) < 300);
  const refusals = Object.entries(responses).flatMap(([status, response]) => {
    const words = response.description.split('\n\n');
    return (response['x-problems'] ?? []).map((name, index) => ({
      status,
      name,
      meaning: words[index]?.slice(name.length + 2) ?? '',
    }));
  });
  const [opening, other] = security;
  const either = other !== undefined && 'link' in other ? t('tokenOrLink') : t('tokenOptional');
  const token = opening === undefined ? undefined : other === undefined ? t('tokenRequired') : either;
  return (
    <section aria-labelledby={operationId} className="prose-text border-t border-line pt-8">
      <h2 id={operationId}>{summary}</h2>
      <p>
        <code className="font-semibold wrap-anywhere">{`${method} ${address}`}</code>
      </p>
      <p>{description}</p>
      {token !== undefined && <p>{token}</p>}
      <Fields title={t('header')} about={summary} rows={sentIn('header')} />
      <Fields title={t('query')} about={summary} rows={sentIn('query')} />
      <Fields title={t('body')} about={summary} rows={body} />
      {given.map(([status, { content = {} }]) => {
        const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(content);
        const rows = fieldsOf(schema);
        return rows.length > 0 ? (
          <Fields key={status} title={t('answer', { status })} about={summary} rows={rows} answer />
        ) : (
          <div key={status}>
            <h3>{t('answer', { status })}</h3>
            <p>{type === '' ? t('noContent') : <code>{type}</code>}</p>
          </div>
        );
      })}
      <h3>{t('refusals')}</h3>
      <Table
        caption={`${summary}: ${t('refusals')}`}
        captionHidden
        columns={[
          { key: 'name', header: t('name'), cell: ({ name }) => <code>{name}</code> },
          { key: 'status', header: t('status'), cell: ({ status }) => status, numeric: true },
          { key: 'meaning', header: t('meaning'), cell: ({ meaning }) => meaning },
        ]}
        rows={refusals}
        rowKey={({ name }) => name}
        empty={null}
      />
    </section>
  );
}

type FieldsProps = {
  title: string;
  about: string;
  rows: readonly FieldRow[] /** Fields that are given, not asked for */;
  answer?: boolean;
};

async function Fields({ title, about, rows, answer = false }: FieldsProps) {
  const t = await getTranslations('api.page');
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <Table
        caption={`${about}: ${title}`}
        captionHidden
        columns={[
          { key: 'name', header: t('name'), cell: ({ name }) => <code>{name}</code> },
          { key: 'form', header: t('form'), cell: ({ form }) => <code className="text-sm">{form}</code> },
          {
            key: 'meaning',
            header: t('meaning'),
            cell: ({ meaning, required }) =>
              [meaning, ...(required || answer ? [] : [`(${t('optional')})`])].filter((part) => part !== '').join(' '),
          },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
        empty={null}
      />
    </>
  );
}
