import { getLocale, getTranslations } from 'next-intl/server';
import type { Narrowing } from '#components/booking/time-narrowing.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type TimesAddress, timesPath } from '../address.ts';

/** The addresses that show fewer times, or all again. */
export async function narrowings(
  address: TimesAddress,
  advisors: readonly { id: string; label: string }[],
): Promise<{ partsOfDay: Narrowing[]; advisors: Narrowing[] }> {
  const [t, locale] = await Promise.all([getTranslations('booking.timePage'), getLocale()]);
  const narrowing = (label: string, change: Partial<TimesAddress>, chosen: boolean): Narrowing => ({
    label,
    chosen,
    href: localePath(locale, timesPath({ ...address, ...change })),
  });
  const part = (label: string, partOfDay: TimesAddress['partOfDay']) =>
    narrowing(label, { partOfDay }, address.partOfDay === partOfDay);
  return {
    partsOfDay: [part(t('wholeDay'), undefined), part(t('morning'), 'morning'), part(t('afternoon'), 'afternoon')],
    advisors: [
      narrowing(t('anyAdvisor'), { advisor: undefined }, address.advisor === undefined),
      ...advisors.map(({ id, label }) =>
        narrowing(t('onlyAdvisor', { advisor: label }), { advisor: id }, address.advisor === id),
      ),
    ],
  };
}
