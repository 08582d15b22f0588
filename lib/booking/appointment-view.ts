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
  service: { slug: string; name: { de: string; en: string }; duration: number };
  center: Center;
  advisor: { id: string; label: string; staffId: string | null };
  locale: 'de' | 'en';
  bookingCode: string | null;
}

export const appointmentInclude = { service: true, serviceCenter: true, advisor: true } as const;
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
    center: { id, slug, name, street, postcode, city, land, timeZone, stepFree, phone },
    advisor: { id: row.advisor.id, label: row.advisor.label, staffId: row.advisor.staffId },
    locale: row.locale === 'en' ? 'en' : 'de',
    bookingCode: row.bookingCode,
  };
}
