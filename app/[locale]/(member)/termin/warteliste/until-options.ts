import { getLocale, getTranslations } from 'next-intl/server';
import type { Option } from '#components/ui/radio-group.tsx';
import { formatDate } from '#lib/platform/format-time.ts';
import { Temporal } from '#lib/platform/time.ts';

const weeks = [1, 2, 4];

/**
 * "In den nächsten 2 Wochen, bis 14. Dezember 2026": what people think in, each with its day.
 * @param furthest what the last one is called
 */
export async function untilOptions(
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  furthest: string,
): Promise<Option[]> {
  const [t, locale] = await Promise.all([getTranslations('waiting.days'), getLocale()]);
  const option = (day: Temporal.PlainDate, label: string): Option => ({
    value: day.toString(),
    label,
    hint: t('untilDay', { day: formatDate(day, locale) }),
  });
  const near = weeks
    .map((count) => ({ count, day: from.add({ weeks: count }) }))
    .filter(({ day }) => Temporal.PlainDate.compare(day, to) < 0)
    .map(({ count, day }) => option(day, t('untilWeeks', { weeks: count })));
  return [...near, option(to, furthest)];
}
