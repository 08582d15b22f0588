import { useTranslations } from 'next-intl';
import type { Channel } from '#lib/booking/schema.ts';
import { NumberedSteps } from './numbered-steps.tsx';

type NextStepsProps = {
  channel: Channel;
  advisor: string;
  /** When the waiting room opens: "9:00 Uhr", or with its day where that is another one */
  opens: string;
};

/** What happens now, in the order in which it happens. */
export function NextSteps({ channel, advisor, opens }: NextStepsProps) {
  const t = useTranslations('booking.done');
  const steps = {
    video: [t('nextVideoMail'), t('nextVideoOpen', { clock: opens }), t('nextVideoNeed')],
    phone: [t('nextMailMine'), t('nextPhoneCall', { advisor })],
    on_site: [t('nextMailMine'), t('nextOnSiteArrive'), t('nextOnSiteBring')],
  }[channel];
  return <NumberedSteps title={t('nextTitle')} steps={steps} />;
}
