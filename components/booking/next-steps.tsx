import { useTranslations } from 'next-intl';
import type { Channel } from '#lib/booking/schema.ts';

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
  return (
    <section aria-labelledby="so-geht-es-weiter" className="max-w-form">
      <h2 id="so-geht-es-weiter" className="text-xl">
        {t('nextTitle')}
      </h2>
      <ol className="mt-4 grid gap-4">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-4">
            <span
              aria-hidden="true"
              className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent tabular-nums"
            >
              {index + 1}
            </span>
            <span className="pt-1">{step}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
