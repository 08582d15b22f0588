import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { phoneInText } from './phone.tsx';
import type { ReadRefusal } from './refusal.ts';

/** The visitor's network asked for too much: said without blame, with the way that is open to everybody. */
export async function TooMany({ refusal }: { refusal: ReadRefusal | null }) {
  if (refusal?.kind !== 'too-many') return null;
  const t = await getTranslations('limits.tooMany');
  return (
    <RefusalNotice key={refusal.attempt} title={t('title')}>
      {t.rich('text', { minutes: refusal.minutes, ...phoneInText })}
    </RefusalNotice>
  );
}
