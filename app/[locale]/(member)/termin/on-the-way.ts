import { getLocale } from 'next-intl/server';
import type { Choice } from '#components/booking/booking-step.tsx';
import type { Target } from '#components/ui/step-header.tsx';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type ChoiceAddress, topicsPath, waysPath } from './address.ts';
import { topicsInWords, waysOf, wayInWords } from './offers.ts';

/** What is chosen before a time is, one line each, and the way back. */
export async function chosenOnTheWay(
  address: ChoiceAddress,
  offer: Offer,
): Promise<{ chosen: Choice[]; back: Target; hasWays: boolean }> {
  const locale = await getLocale();
  const hasWays = waysOf(address, offer).length > 1;
  const topicHref = localePath(locale, topicsPath(address));
  const waysHref = localePath(locale, waysPath(address));
  const chosen: Choice[] = [{ kind: 'topic', value: await topicsInWords(offer), change: { href: topicHref } }];
  if (hasWays) {
    const center = offer.centers.find(({ slug }) => slug === address.center);
    chosen.push({ kind: 'way', value: await wayInWords(address, center), change: { href: waysHref } });
  }
  return { chosen, back: { href: hasWays ? waysHref : topicHref }, hasWays };
}
