import { getLocale, getTranslations } from 'next-intl/server';
import { Icon } from '#components/ui/icon.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { dayAddress } from './day-address.ts';

interface DayNavigationProps {
  day: Temporal.PlainDate;
  today: Temporal.PlainDate;
  /** "Dienstag, 24. November 2026" */
  heading: string;
}

const linkClass = 'link inline-flex min-h-target items-center gap-1.5 px-2';

/** Which day is shown, and the ways to the day before, today and the day after. */
export async function DayNavigation({ day, today, heading }: DayNavigationProps) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('staff.day')]);
  const isToday = day.equals(today);
  const hrefOf = (to: Temporal.PlainDate) => localePath(locale, dayAddress({ day: to.equals(today) ? undefined : to }));
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <h1 className="text-2xl">{isToday ? t('headingToday', { day: heading }) : heading}</h1>
      <nav aria-label={t('navigation')} className="-mx-2 flex flex-wrap items-center">
        <a className={linkClass} href={hrefOf(day.subtract({ days: 1 }))}>
          <Icon name="arrow-left" />
          {t('dayBefore')}
        </a>
        {!isToday && (
          <a className={linkClass} href={hrefOf(today)}>
            {t('toToday')}
          </a>
        )}
        <a className={linkClass} href={hrefOf(day.add({ days: 1 }))}>
          {t('dayAfter')}
          <Icon name="arrow-right" />
        </a>
      </nav>
    </header>
  );
}
