import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import type { OfferedWay } from '#components/booking/way-choice.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { findOffer, type Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { ServiceOffer } from '#lib/booking/free-times/list-services.ts';
import type { ServiceChoice } from '#lib/booking/schema.ts';
import { formatClock, formatDay } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type ChoiceAddress, choiceOfTopics, timesPath, type Topics, topicsOfChoice, waysPath } from './address.ts';

/** What is offered for topics, asked once a request: title and page both want it. */
export async function offerOf(topics: Topics): Promise<Offer | null> {
  return readOffer(topicsOfChoice(topics).join(','));
}
const readOffer = cache(async (slugs: string) => findOffer(slugs.split(',')));

type Place = Extract<OfferedWay, { channel: 'on_site' }>['center'];
type OfferedWays = { channels: ServiceOffer['channels']; centers: readonly Place[] };

/** The ways to talk to us about topics, each with the address of its free times. */
export function waysOf(
  topics: Topics & Pick<ChoiceAddress, 'wishes'>,
  { channels, centers }: OfferedWays,
): OfferedWay[] {
  return channels.flatMap((channel): OfferedWay[] => {
    if (channel !== 'on_site') return [{ channel, href: timesPath({ ...topics, channel }) }];
    return centers.map((center) => ({
      channel,
      center,
      href: timesPath({ ...topics, channel, center: center.slug }),
    }));
  });
}

/** Where the choice of topics leads: to the ways, or at once to the times where there is only one. */
export function pathAfterTopics(topics: Topics, offer: OfferedWays): string {
  const [only, ...more] = waysOf(topics, offer);
  return only !== undefined && more.length === 0 ? only.href : waysPath(topics);
}

/** The same for a service of the catalogue, alone. */
export function pathAfterTopic({ slug, channels, centers }: ServiceOffer): string {
  return pathAfterTopics({ service: slug }, { channels, centers });
}

/** "Pflegegrad und Pflegeleistungen, Reha und Kur" */
export async function topicsInWords({ services }: Pick<Offer, 'services'>): Promise<string> {
  const locale = await getLocale();
  return services.map(({ name }) => name[locale]).join(', ');
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

/** The choice that an appointment was made from, as far as it can be seen from it. */
export function choiceOf({
  service,
  further,
  channel,
  center,
}: Pick<AppointmentView, 'service' | 'further' | 'channel' | 'center'>): ServiceChoice {
  const topics = choiceOfTopics([service, ...further].map(({ slug }) => slug));
  return { ...topics, channel, ...(channel === 'on_site' && { center: center.slug }) };
}

/** An address of the booking in the language of the page. */
export async function to(path: string): Promise<string> {
  return localePath(await getLocale(), path);
}
