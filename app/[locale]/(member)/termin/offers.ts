import { getLocale, getTranslations } from 'next-intl/server';
import type { OfferedWay } from '#components/booking/way-choice.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import type { ServiceOffer } from '#lib/booking/list-services.ts';
import type { ServiceChoice } from '#lib/booking/schema.ts';
import { formatClock, formatDay } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { timesPath, waysPath } from './address.ts';

/** The ways to talk to us about a topic, each with the address of its free times. */
export function waysOf({ slug, channels, centers }: ServiceOffer): OfferedWay[] {
  return channels.flatMap((channel): OfferedWay[] => {
    if (channel !== 'on_site') return [{ channel, href: timesPath({ service: slug, channel }) }];
    return centers.map((center) => ({
      channel,
      center,
      href: timesPath({ service: slug, channel, center: center.slug }),
    }));
  });
}

/** Where the choice of a topic leads: to the ways, or at once to the times where there is only one. */
export function pathAfterTopic(service: ServiceOffer): string {
  const [only, ...more] = waysOf(service);
  return only !== undefined && more.length === 0 ? only.href : waysPath(service.slug);
}

/** A way in words: "Vor Ort: Servicestelle Köln, Domstraße 1, Köln" */
export async function wayInWords(
  { channel }: Pick<ServiceChoice, 'channel'>,
  center: { name: string; street: string; city: string } | undefined,
): Promise<string> {
  const common = await getTranslations('common');
  if (channel === 'video') return common('channelVideo');
  if (channel === 'phone') return common('channelPhone');
  return center === undefined
    ? common('channelOnSite')
    : `${common('channelOnSite')}: ${center.name}, ${center.street}, ${center.city}`;
}

/** "Dienstag, 24. November 2026, 9:30 Uhr" */
export async function timeInWords(startsAt: Temporal.Instant, zone: string): Promise<string> {
  const locale = await getLocale();
  return `${formatDay(startsAt, zone, locale)}, ${formatClock(startsAt, zone, locale)}`;
}

/** The choice that an appointment was made from. */
export function choiceOf({
  service,
  channel,
  center,
}: Pick<AppointmentView, 'service' | 'channel' | 'center'>): ServiceChoice {
  return { service: service.slug, channel, ...(channel === 'on_site' && { center: center.slug }) };
}

/** An address of the booking in the language of the page. */
export async function to(path: string): Promise<string> {
  return localePath(await getLocale(), path);
}
