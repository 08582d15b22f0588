import { getTranslations, getLocale } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { formatDayOfYear } from '#lib/platform/format-time.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { phoneInText } from '../../phone.tsx';
import type { ReadRefusal } from '../../refusal.ts';

/** Further away than an appointment may be moved: the last day that can be, and what to do for a later one. */
export async function TooFar({ refusal, last }: { refusal: ReadRefusal | null; last: Temporal.PlainDate }) {
  if (refusal?.kind !== 'too-far') return null;
  const [t, locale] = await Promise.all([getTranslations('changing.move'), getLocale()]);
  return (
    <RefusalNotice key={refusal.attempt} title={t('tooFarTitle')}>
      {t.rich('tooFarText', { day: formatDayOfYear(last, locale), ...phoneInText })}
    </RefusalNotice>
  );
}
