import { getLocale, getTranslations } from 'next-intl/server';
import type { Narrowing } from '#components/booking/time-narrowing.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { ChoiceAddress } from '../address.ts';

/** More names than these are a list to unfold, not buttons side by side. */
export const maxButtons = 6;

/**
 * The addresses that show fewer times, or all again.
 * @param pathOf the page that shows them
 */
export async function narrowings<Address extends ChoiceAddress>(
  address: Address,
  advisors: readonly { id: string; label: string }[],
  pathOf: (address: Address) => string,
): Promise<{ partsOfDay: Narrowing[]; advisors: Narrowing[] }> {
  const [t, locale] = await Promise.all([getTranslations('booking.timePage'), getLocale()]);
  const narrowing = (label: string, change: Partial<ChoiceAddress>, chosen: boolean): Narrowing => ({
    label,
    chosen,
    href: localePath(locale, pathOf({ ...address, ...change })),
  });
  const part = (label: string, partOfDay: ChoiceAddress['partOfDay']) =>
    narrowing(label, { partOfDay }, address.partOfDay === partOfDay);
  return {
    partsOfDay: [part(t('wholeDay'), undefined), part(t('morning'), 'morning'), part(t('afternoon'), 'afternoon')],
    advisors:
      advisors.length < 2 || advisors.length > maxButtons
        ? []
        : [
            narrowing(t('anyAdvisor'), { advisor: undefined }, address.advisor === undefined),
            ...advisors.map(({ id, label }) =>
              narrowing(t('onlyAdvisor', { advisor: label }), { advisor: id }, address.advisor === id),
            ),
          ],
  };
}
