import { getLocale, getTranslations } from 'next-intl/server';
import type { FreeDay } from '#lib/booking/free-times/list-free-days.ts';
import { formatDayOfYear } from '#lib/platform/format-time.ts';

/** The public holidays of a month by name: why those days are empty. */
export async function HolidayList({ days }: { days: readonly FreeDay[] }) {
  const [t, locale] = await Promise.all([getTranslations('choosing.month'), getLocale()]);
  const holidays = days.filter(({ holiday }) => holiday !== null);
  if (holidays.length === 0) return null;
  return (
    <section aria-labelledby="feiertage" className="max-w-form text-ink-soft">
      <h2 id="feiertage" className="text-base font-semibold">
        {t('holidays')}
      </h2>
      <ul>
        {holidays.map(({ day, holiday }) => (
          <li key={day.toString()}>
            {formatDayOfYear(day, locale)}: <span lang="de">{holiday}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
