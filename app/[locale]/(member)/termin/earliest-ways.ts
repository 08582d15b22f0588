import { getLocale, getTranslations } from 'next-intl/server';
import type { OfferedWay } from '#components/booking/way-choice.tsx';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import { listEarliestTimes } from '#lib/booking/free-times/list-earliest-times.ts';
import type { Wishes } from '#lib/booking/schema.ts';
import { formatDayShort } from '#lib/platform/format-time.ts';
import type { Topics } from './address.ts';
import { waysOf } from './offers.ts';

/** The ways to talk to us about topics, each with the day of its first free time: "ab Dienstag, 24. November" (BK10). */
export async function earliestWays(
  topics: Topics & { wishes?: Wishes | undefined },
  offer: Offer,
): Promise<(OfferedWay & { isFree: boolean | undefined })[]> {
  const [t, locale] = await Promise.all([getTranslations('choosing.none'), getLocale()]);
  const ways = waysOf(topics, offer);
  const found = await listEarliestTimes(
    topics,
    ways.map((way) => ({ channel: way.channel, center: way.channel === 'on_site' ? way.center.slug : undefined })),
  );
  return ways.map((way, index) => {
    const time = found[index]?.time;
    if (time === undefined) return { ...way, isFree: undefined };
    const earliest =
      time === null ? t('full') : t('from', { day: formatDayShort(time.startsAt, time.timeZone, locale) });
    return { ...way, earliest, isFree: time !== null };
  });
}
