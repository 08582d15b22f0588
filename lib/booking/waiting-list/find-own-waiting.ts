import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import type { Center } from '#lib/organisation/center.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { browserHash } from '#lib/booking/browser.ts';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { ownBrowserMinutes } from '#lib/booking/policy.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { dayOfColumn, waitingLinkHash } from './waiting-entry.ts';
import type { WaitingDays } from './waiting-schema.ts';
import type { WaitingRight } from './waiting-right.ts';

/**
 * What names an entry: the token of its messages' link, the browser that joined with it, or the appointment that an
 * earlier one is wished for, which the browser may change. (For the code of the messages `findWaitingLink` gives the
 * token.)
 */
export type WaitingKey = { linkToken: string } | { browserToken: string | null } | { appointment: ChangeRight };

/** An entry on the waiting list as pages show it, without anything about its person. */
export interface OwnWaiting {
  right: WaitingRight;
  since: Temporal.Instant;
  locale: 'de' | 'en';
  topics: { slug: string; name: { de: string; en: string } }[];
  /** How long the appointment will be */
  minutes: number;
  channel: Channel;
  /** The only place that suits; `null`: any */
  center: { slug: string; name: string } | null;
  advisor: { label: string } | null;
  days: WaitingDays;
  /** The appointment that an earlier one would take the place of */
  appointment: { startsAt: Temporal.Instant; timeZone: string } | null;
  /** What is this person's alone now */
  offer: OwnOffer | null;
  /** The last time that was offered and is not any more */
  lapsed: { startsAt: Temporal.Instant; timeZone: string; state: 'declined' | 'expired' } | null;
}

export interface OwnOffer {
  id: string;
  startsAt: Temporal.Instant;
  channel: Channel;
  center: Center;
  advisor: { label: string };
  until: Temporal.Instant;
  /** The server's now, so that a page can count down by its own clock */
  now: Temporal.Instant;
}

const token = /^[\w-]{43}$/;

/** The entry that a key names; unknown, past and never there look the same. Call it from a POST for a link. */
export async function findOwnWaiting(key: WaitingKey, database: Database = db()): Promise<OwnWaiting | null> {
  const now = await appNow(database);
  const where = whereOf(key, now);
  return where === null ? null : read(where, now, database);
}

function whereOf(key: WaitingKey, now: Temporal.Instant): Prisma.WaitingEntryWhereInput | null {
  if ('linkToken' in key) return token.test(key.linkToken) ? { linkHash: waitingLinkHash(key.linkToken) } : null;
  if ('appointment' in key) return { appointmentId: key.appointment.appointmentId };
  const hash = browserHash(key.browserToken);
  // It may come to other hands.
  const since = toDate(now.subtract({ minutes: ownBrowserMinutes }));
  return hash === null ? null : { browserHash: hash, appointmentId: null, createdAt: { gte: since } };
}

async function read(
  where: Prisma.WaitingEntryWhereInput,
  now: Temporal.Instant,
  database: Database,
): Promise<OwnWaiting | null> {
  const row = await database.waitingEntry.findFirst({
    where: { AND: [where, { provedAt: { not: null }, expiresAt: { gt: toDate(now) } }] },
    include: {
      service: true,
      serviceCenter: true,
      advisor: true,
      appointment: {
        include: {
          service: true,
          serviceCenter: true,
          further: { include: { service: true }, orderBy: { position: 'asc' } },
        },
      },
      offers: {
        include: { reopening: { include: { serviceCenter: true, advisor: true } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      },
    },
    orderBy: { createdAt: 'desc' },
  });
  if (row === null || row.provedAt === null) return null;
  const own = row.appointment;
  const further = await database.service.findMany({ where: { id: { in: row.furtherIds } } });
  const services =
    own === null
      ? [row.service, ...row.furtherIds.flatMap((id) => further.filter((one) => one.id === id))]
      : [own.service, ...own.further.map(({ service }) => service)];
  const channel = own?.channel ?? row.channel;
  const center = own === null ? row.serviceCenter : own.channel === 'on_site' ? own.serviceCenter : null;
  const [latest] = row.offers;
  const open = row.offers.find(({ state, expiresAt }) => state === 'open' && expiresAt > toDate(now));
  return {
    right: { entryId: row.id } as WaitingRight,
    since: toInstant(row.provedAt),
    locale: row.locale === 'en' ? 'en' : 'de',
    topics: services.map(({ slug, nameDe, nameEn }) => ({ slug, name: { de: nameDe, en: nameEn } })),
    minutes: services.reduce((sum, { duration }) => sum + duration, 0),
    channel,
    center: center === null ? null : { slug: center.slug, name: center.name },
    advisor: row.advisor === null ? null : { label: row.advisor.label },
    days: {
      firstDay: dayOfColumn(row.firstDay),
      lastDay: dayOfColumn(row.lastDay),
      ...(row.partOfDay !== null && { partOfDay: row.partOfDay }),
    },
    appointment: own === null ? null : { startsAt: toInstant(own.startsAt), timeZone: own.serviceCenter.timeZone },
    offer: open === undefined ? null : offerOf(open, channel, now),
    lapsed:
      latest === undefined || open !== undefined
        ? null
        : {
            startsAt: toInstant(latest.reopening.startsAt),
            timeZone: latest.reopening.serviceCenter.timeZone,
            state: latest.state === 'declined' ? 'declined' : 'expired',
          },
  };
}

type OfferRow = Prisma.WaitingOfferGetPayload<{
  include: { reopening: { include: { serviceCenter: true; advisor: true } } };
}>;

function offerOf({ id, expiresAt, reopening }: OfferRow, channel: Channel, now: Temporal.Instant): OwnOffer {
  const { id: centerId, slug, name, street, postcode, city, land, timeZone, stepFree, phone } = reopening.serviceCenter;
  return {
    id,
    startsAt: toInstant(reopening.startsAt),
    channel,
    center: { id: centerId, slug, name, street, postcode, city, land, timeZone, stepFree, phone },
    advisor: { label: reopening.advisor.label },
    until: toInstant(expiresAt),
    now,
  };
}
