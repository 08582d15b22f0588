import { getTranslations } from 'next-intl/server';
import { Table } from '#components/ui/table.tsx';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { retentionTable } from '#lib/privacy/retention-table.ts';

/** The table of deletion periods: what the purge follows, and the logs, which are no rows of ours. */
export async function RetentionPeriods({ locale }: { locale: Locale }) {
  const t = await getTranslations('public.privacy');
  const stored = retentionTable(locale).filter((row) => row.about === 'member');
  const rows = [...stored, { key: 'logs', what: t('retention.logs'), howLong: t('retention.logsPeriod') }];
  return (
    <Table
      caption={t('retentionCaption')}
      captionHidden
      columns={[
        { key: 'what', header: t('retentionWhat'), cell: (row) => row.what },
        { key: 'period', header: t('retentionPeriod'), cell: (row) => row.howLong },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
      empty={null}
    />
  );
}
