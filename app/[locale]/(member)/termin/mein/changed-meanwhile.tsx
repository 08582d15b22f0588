import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import type { ReadRefusal } from '../refusal.ts';

/** Somebody changed it since this page was made, such as in another window: nothing was done but to show how it is. */
export async function ChangedMeanwhile({ refusal }: { refusal: ReadRefusal | null }) {
  if (refusal?.kind !== 'changed-meanwhile' && refusal?.kind !== 'not-changeable') return null;
  const t = await getTranslations('changing');
  return (
    <RefusalNotice key={refusal.attempt} title={t('meanwhileTitle')}>
      {t('meanwhileText')}
    </RefusalNotice>
  );
}
