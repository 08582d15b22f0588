import { getLocale, getTranslations } from 'next-intl/server';
import { NumberedSteps } from '#components/booking/numbered-steps.tsx';
import type { OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { formatDate } from '#lib/platform/format-time.ts';

/** What happens now, in the order in which it happens, and how it ends. */
export async function NextSteps({ own }: { own: OwnWaiting }) {
  const [t, locale] = await Promise.all([getTranslations('waiting.standing'), getLocale()]);
  const keeps = own.appointment !== null;
  const steps = [
    t(keeps ? 'nextMessageEarlier' : 'nextMessage'),
    t('nextOffer'),
    t('nextAccept'),
    t(keeps ? 'nextEndEarlier' : 'nextEnd', { day: formatDate(own.days.lastDay, locale) }),
  ];
  return <NumberedSteps title={t('nextTitle')} steps={steps} />;
}
