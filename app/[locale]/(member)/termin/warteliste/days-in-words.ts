import { getLocale, getTranslations } from 'next-intl/server';
import type { WaitingDays } from '#lib/booking/waiting-list/waiting-schema.ts';
import { formatDate } from '#lib/platform/format-time.ts';

/** "1. Dezember 2026 bis 14. Dezember 2026, vormittags" */
export async function daysInWords({ firstDay, lastDay, partOfDay }: WaitingDays): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('waiting.days'), getLocale()]);
  const days = { first: formatDate(firstDay, locale), last: formatDate(lastDay, locale) };
  return partOfDay === undefined ? t('inWords', days) : t('inWordsPart', { ...days, part: partOfDay });
}
