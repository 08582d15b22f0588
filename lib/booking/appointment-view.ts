import { type Temporal, toInstant } from '#lib/platform/time.ts';
import type { Center } from '#lib/organisation/center.ts';
import type { AppointmentState, Prisma } from '#prisma/generated/client.ts';
import type { Channel } from './schema.ts';

/** An appointment as pages show it, without anything about its person. */
export interface AppointmentView {
  id: string;
  state: AppointmentState;
  channel: Channel;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  createdAt: Temporal.Instant;
  /** What it was booked for first */
  service: { slug: string; name: { de: string; en: string }; duration: number };
  /** What is talked about besides, in order (BK10) */
  further: { slug: string; name: { de: string; en: string } }[];
  center: Center;
  advisor: { id: string; label: string; staffId: string | null };
  locale: 'de' | 'en';
  bookingCode: string | null;
  /** The session it has a seat in; `null`: an appointment for one (OR2) */
  groupSessionId: string | null;
  /** Counts changes: whoever changes it says which one they saw */
  version: number;
  /** Minutes that the member said to be late */
  lateMinutes: number | null;
}

export const appointmentInclude = {
  service: true,
  serviceCenter: true,
  advisor: true,
  further: { include: { service: true }, orderBy: { position: 'asc' } },
} as const;
export type AppointmentRow = Prisma.AppointmentGetPayload<{ include: typeof appointmentInclude }>;

export function viewOf(row: AppointmentRow): AppointmentView {
  const { id, slug, name, street, postcode, city, land, timeZone, stepFree, phone } = row.serviceCenter;
  return {
    id: row.id,
    state: row.state,
    channel: row.channel,
    startsAt: toInstant(row.startsAt),
    endsAt: toInstant(row.endsAt),
    createdAt: toInstant(row.createdAt),
    service: {
      slug: row.service.slug,
      name: { de: row.service.nameDe, en: row.service.nameEn },
      duration: row.service.duration,
    },
    further: row.further.map(({ service }) => ({
      slug: service.slug,
      name: { de: service.nameDe, en: service.nameEn },
    })),
    center: { id, slug, name, street, postcode, city, land, timeZone, stepFree, phone },
    advisor: { id: row.advisor.id, label: row.advisor.label, staffId: row.advisor.staffId },
    locale: row.locale === 'en' ? 'en' : 'de',
    bookingCode: row.bookingCode,
    groupSessionId: row.groupSessionId,
    version: row.version,
    lateMinutes: row.lateMinutes,
  };
}

/** All that an appointment is about, in order. */
export function topicsOf(
  { service, further }: Pick<AppointmentView, 'service' | 'further'>,
  locale: 'de' | 'en',
): string[] {
  return [service, ...further].map(({ name }) => name[locale]);
}

/** Minutes that an appointment takes of a member's day. */
export function minutesOf({ startsAt, endsAt }: Pick<AppointmentView, 'startsAt' | 'endsAt'>): number {
  return (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 60_000;
}
