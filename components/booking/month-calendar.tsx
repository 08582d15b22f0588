import { useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import { VisuallyHidden } from '#components/ui/unseen.tsx';

export type CalendarDay = {
  /** "2026-11-24" */
  key: string;
  /** Of the month */
  number: number;
  /** Monday is 1 */
  weekday: number;
  /** "Dienstag, 24. November" */
  name: string;
  /** How many times are free */
  count: number;
  /** Where they are; absent when there are none */
  href?: string;
  /** "Erster Weihnachtstag" */
  holiday: string | null;
  today: boolean;
};

type MonthCalendarProps = {
  /** "November 2026" */
  title: string;
  /** All days of the month, in order */
  days: readonly CalendarDay[];
};

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const cell = 'flex min-h-[56px] w-full flex-col items-center justify-center rounded-md border py-1 tabular-nums';

/** A month as a table: a day with free times is a link that says how many. Works by keyboard, without scripts. */
export function MonthCalendar({ title, days }: MonthCalendarProps) {
  const t = useTranslations('choosing.month');
  return (
    <table className="w-full max-w-form table-fixed border-separate border-spacing-[3px] sm:border-spacing-1.5">
      <caption className="mb-2 text-left text-lg font-semibold first-letter:uppercase">{title}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className="pb-1 text-center font-normal text-ink-soft">
              <abbr title={t(`weekdays.${weekday}`)} className="no-underline">
                {t(`weekdays.${weekday}`).slice(0, 2)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day !== null)?.key}>
            {week.map((day, index) =>
              day === null ? (
                <td key={`leer-${index}`} aria-hidden="true" />
              ) : (
                <td key={day.key} aria-current={day.today ? 'date' : undefined} className="p-0 align-top">
                  <Day day={day} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day }: { day: CalendarDay }) {
  const t = useTranslations('choosing.month');
  const content = (
    <>
      <span aria-hidden="true" className={classNames(day.today && 'underline decoration-2 underline-offset-4')}>
        {day.number}
      </span>
      <VisuallyHidden>
        {day.name}
        {day.today && `, ${t('today')}`}
        {day.holiday !== null && (
          <>
            , <span lang="de">{day.holiday}</span>
          </>
        )}
        {day.count > 0 && `, ${t('free', { count: day.count })}`}
      </VisuallyHidden>
    </>
  );
  if (day.href === undefined)
    return <span className={classNames(cell, 'border-transparent text-ink-soft')}>{content}</span>;
  return (
    <a
      href={day.href}
      className={classNames(
        cell,
        'border-edge bg-surface font-semibold text-accent no-underline transition-colors duration-150 hover:border-accent hover:bg-accent-soft',
      )}
    >
      {content}
      <span aria-hidden="true" className="text-sm font-normal whitespace-nowrap text-ink-soft">
        <span className="sm:hidden">({day.count})</span>
        <span className="max-sm:hidden">{t('freeShort', { count: day.count })}</span>
      </span>
    </a>
  );
}

/** Rows of seven, Monday first; `null` where another month is. */
function weeksOf(days: readonly CalendarDay[]): (CalendarDay | null)[][] {
  const before = Array.from({ length: (days[0]?.weekday ?? 1) - 1 }, () => null);
  const cells = [...before, ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => null)]);
}
