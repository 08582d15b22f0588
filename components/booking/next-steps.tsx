import { useTranslations } from 'next-intl';
import type { Channel } from '#lib/booking/schema.ts';
import { NumberedSteps } from './numbered-steps.tsx';

type NextStepsProps = {
  channel: Channel;
  advisor: string;
  /** When the waiting room opens: "9:00 Uhr", or with its day where that is another one */
  opens: string;
  /** Whoever looks at it by the link need not be told that there is one */
  cameByLink?: boolean;
};

/** What happens now, in the order in which it happens. */
export function NextSteps({ channel, advisor, opens, cameByLink = false }: NextStepsProps) {
  const t = useTranslations('booking.done');
  const mine = cameByLink ? [] : [t('nextMailMine')];
  const steps = {
    video: [t('nextVideoMail'), t('nextVideoOpen', { clock: opens }), t('nextVideoNeed')],
    phone: [...mine, t('nextPhoneCall', { advisor })],
    on_site: [...mine, t('nextOnSiteArrive'), t('nextOnSiteBring')],
  }[channel];
  return <NumberedSteps title={t('nextTitle')} steps={steps} />;
}
