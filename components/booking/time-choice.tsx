import { useTranslations } from 'next-intl';

export type OfferedTime = {
  /** What the button sends */
  value: string;
  /** "9:30 Uhr" */
  clock: string;
  /** Who one would talk to: "Frau Yıldız oder Herr Brandt" */
  advisor: string;
  /** Of a group: "noch 3 Plätze" */
  seats?: string;
};

export type OfferedDay = {
  /** "2026-11-24" */
  key: string;
  /** "Dienstag, 24. November" */
  title: string;
  times: readonly OfferedTime[];
  /** Where the rest of the day's times are */
  all?: { href: string; count: number };
};

const tile =
  'flex h-full min-h-[64px] w-full cursor-pointer flex-col justify-center rounded-md border border-edge bg-surface px-3 py-2 text-left sm:px-4 ' +
  'transition-colors duration-150 hover:border-accent hover:bg-accent-soft';

type TimeChoiceProps = {
  name: string;
  days: readonly OfferedDay[];
  /** Tells two lists on one page apart */
  among?: string;
  level?: 2 | 3;
};

/** Free times, day by day. Each is a button that reserves it at once, with or without scripts. */
export function TimeChoice({ name, days, among = 'tag', level = 2 }: TimeChoiceProps) {
  const t = useTranslations('booking.timePage');
  const Heading = `h${level}` as const;
  // A second list on the page has a region of its own around it: two of one name would be told apart by nobody.
  const Day = among === 'tag' ? 'section' : 'div';
  return (
    <div className="grid max-w-form gap-8">
      {days.map((day) => (
        <Day key={day.key} aria-labelledby={among === 'tag' ? `${among}-${day.key}` : undefined}>
          <Heading id={`${among}-${day.key}`} className="mb-3 text-lg">
            {day.title}
          </Heading>
          <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
            {day.times.map((time) => (
              <li key={time.value}>
                <button type="submit" name={name} value={time.value} className={tile}>
                  <span className="text-lg font-semibold whitespace-nowrap text-accent tabular-nums max-sm:text-base">
                    {time.clock}
                  </span>
                  <span className="text-sm text-ink-soft">{time.advisor}</span>
                  {time.seats !== undefined && <span className="text-sm text-ink-soft">{time.seats}</span>}
                </button>
              </li>
            ))}
          </ul>
          {day.all !== undefined && (
            <p className="mt-2">
              <a href={day.all.href} className="link inline-flex min-h-target items-center">
                {t('allOfDay', { count: day.all.count, day: day.title })}
              </a>
            </p>
          )}
        </Day>
      ))}
    </div>
  );
}
