import { getTranslations } from 'next-intl/server';
import { Notice } from '#components/ui/notice.tsx';
import { hasHint, type Query } from './address.ts';

/** Back from the page that asks for a proof: what was pressed before is pressed once more. */
export async function ProvedNotice({ query, step }: { query: Query; step: 'time' | 'data' | 'code' | 'accessCode' }) {
  if (!hasHint(query, 'geprueft')) return null;
  const t = await getTranslations('limits.proved');
  return (
    <Notice tone="success" role="status" title={t('title')}>
      {t(step)}
    </Notice>
  );
}
