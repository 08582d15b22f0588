import { useTranslations } from 'next-intl';
import { Countdown } from '#components/ui/countdown.tsx';

type HoldNoticeProps = {
  /** ISO instants */
  until: string;
  now: string;
  /** "9:42 Uhr" */
  clock: string;
  /** What holds when it is over; of a new booking by default */
  over?: string;
  /** The press that reserves it longer; absent when that is used up. Stands in the form whose content it must keep. */
  extend?: { name: string; value: string };
};

/** How long the time is kept, and the way to keep it longer (BK5). */
export function HoldNotice({ until, now, clock, over, extend }: HoldNoticeProps) {
  const t = useTranslations('booking.hold');
  const texts = Array.from({ length: longestShown + 1 }, (_, minutes) => t('left', { minutes }));
  return (
    <div className="flex max-w-form flex-wrap items-center justify-between gap-x-6 border-y border-line py-1.5 [&>p]:py-1.5">
      <Countdown
        until={until}
        now={now}
        staticText={t('until', { clock })}
        minuteTexts={texts}
        overText={over ?? t('over')}
      />
      {extend !== undefined && (
        <button type="submit" {...extend} className="link inline-flex min-h-target cursor-pointer items-center">
          {t('extend')}
        </button>
      )}
    </div>
  );
}

/** No hold and no code lives longer, in minutes. */
const longestShown = 30;
