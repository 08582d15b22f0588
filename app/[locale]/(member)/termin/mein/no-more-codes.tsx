import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { phoneInText } from '../phone.tsx';
import type { ReadRefusal } from '../refusal.ts';

/** As many messages were sent as are sent for a while: what is safe, when it goes on, and the phone. */
export async function NoMoreCodes({ refusal }: { refusal: ReadRefusal | null }) {
  if (refusal?.kind !== 'no-more-codes') return null;
  const t = await getTranslations('changing.entry');
  return (
    <RefusalNotice key={refusal.attempt} title={t('noMoreTitle')}>
      {t.rich('noMoreText', phoneInText)}
    </RefusalNotice>
  );
}
