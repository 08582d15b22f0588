import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/ui/client-messages.tsx';
import { atHand } from '#components/booking/day-entry.ts';
import { requireStaff } from '#lib/identity/require-staff.ts';
import { signInPath } from '#lib/identity/policy.ts';
import { listDay } from '#lib/booking/list-day.ts';
import { listDaySessions } from '#lib/booking/free-times/list-day-sessions.ts';
import { listRunning } from '#lib/consultation/list-running.ts';
import { formatDay } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { readNow } from '#lib/platform/read-now.ts';
import { legalDay, legalZone } from '#lib/platform/time.ts';
import { Cockpit } from './cockpit.tsx';
import { DayNavigation } from './day-navigation.tsx';
import { dayAddress, readDay } from './day-address.ts';
import { entryOf, groupOf, personOf } from './day-view.ts';

type Props = { searchParams: Promise<{ tag?: string | string[]; termin?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('staff');
  return { title: t('day.pageTitle'), robots: { index: false } };
}

/** The advisor's day (VC14). What is not an appointment of this advisor on this day does not exist here. */
export default async function DayPage({ searchParams }: Props) {
  const { tag, termin } = await searchParams;
  const returnTo = typeof termin === 'string' ? `/arbeitsplatz?termin=${termin}` : undefined;
  const actor = await requireStaff('advisor', returnTo);
  const [locale, now] = await Promise.all([getLocale(), readNow()]);
  const [t, wish] = await Promise.all([getTranslations('staff'), getTranslations('choosing.wish')]);
  const today = legalDay(now);
  const day = readDay(tag) ?? today;
  const isToday = day.equals(today);
  const [appointments, sessions, running] = await Promise.all([
    listDay(actor, day),
    listDaySessions(actor, day),
    listRunning(actor),
  ]);

  const address = (id: string) => localePath(locale, dayAddress({ day: isToday ? undefined : day, appointmentId: id }));
  const entries = appointments.map((one) => entryOf(one, { locale, t, href: address(one.appointment.id) }));
  const chosen = entries.find((entry) => entry.id === termin) ?? atHand(entries, now.epochMilliseconds);
  const shown = appointments.find((one) => one.appointment.id === chosen?.id);
  const noon = day.toZonedDateTime({ timeZone: legalZone, plainTime: '12:00' }).toInstant();
  return (
    <>
      <DayNavigation day={day} today={today} heading={formatDay(noon, legalZone, locale)} />
      <ClientMessages namespaces={['staff']}>
        <Cockpit
          entries={entries}
          groups={sessions.map((session) => groupOf(session, locale))}
          person={shown === undefined ? undefined : personOf(shown, { locale, t, wish })}
          madeAt={now.epochMilliseconds}
          today={isToday}
          timeZone={shown?.appointment.center.timeZone ?? legalZone}
          running={Object.fromEntries(running.map((one) => [one.appointmentId, one.consultationId]))}
          signInHref={localePath(locale, signInPath)}
        />
      </ClientMessages>
    </>
  );
}
