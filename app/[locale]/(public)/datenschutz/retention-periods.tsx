import { getTranslations } from 'next-intl/server';
import { Table } from '#components/ui/table.tsx';

const kinds = ['hold', 'draft', 'concern', 'appointment', 'consultation', 'logs'] as const;

/** The table of deletion periods, in members' words. */
export async function RetentionPeriods() {
  const t = await getTranslations('public.privacy');
  const rows = kinds.map((kind) => ({ kind, what: t(`retention.${kind}`), period: t(`retention.${kind}Period`) }));
  return (
    <Table
      caption={t('retentionCaption')}
      captionHidden
      columns={[
        { key: 'what', header: t('retentionWhat'), cell: (row) => row.what },
        { key: 'period', header: t('retentionPeriod'), cell: (row) => row.period },
      ]}
      rows={rows}
      rowKey={(row) => row.kind}
      empty={null}
    />
  );
}
