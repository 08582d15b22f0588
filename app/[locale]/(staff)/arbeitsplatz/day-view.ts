import type { getTranslations } from 'next-intl/server';
import type { DayEntry, DayGroup } from '#components/booking/day-entry.ts';
import type { PersonProps } from '#components/booking/person-at-hand.tsx';
import { wishesInWords } from '#components/booking/wishes-in-words.ts';
import type { IconName } from '#components/ui/icon.tsx';
import { minutesOf, topicsOf } from '#lib/booking/appointment-view.ts';
import { readablePhone } from '#lib/booking/core/readable-phone.ts';
import type { DayAppointment } from '#lib/booking/list-day.ts';
import type { DaySession } from '#lib/booking/free-times/list-day-sessions.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { formatClockFigures, formatDate } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';

type Translate = Awaited<ReturnType<typeof getTranslations<'staff'>>>;

const channelIcons: Record<PersonProps['channelName'], IconName> = {
  video: 'camera',
  phone: 'phone',
  on_site: 'place',
};

/** What the day line shows of an appointment: of the person the name alone. */
export function entryOf(
  { appointment, contact }: DayAppointment,
  { locale, t, href }: { locale: Locale; t: Translate; href: string },
): DayEntry {
  const clock = (at: Temporal.Instant) => formatClockFigures(at, appointment.center.timeZone, locale);
  return {
    id: appointment.id,
    name: contact === null ? t('person.nameGone') : `${contact.firstName} ${contact.lastName}`,
    startsAt: appointment.startsAt.epochMilliseconds,
    endsAt: appointment.endsAt.epochMilliseconds,
    startClock: clock(appointment.startsAt),
    endClock: clock(appointment.endsAt),
    channel: appointment.channel,
    service: topicsOf(appointment, locale).join(', '),
    state: shownState(appointment.state),
    href,
    lateMinutes: appointment.lateMinutes,
    groupId: appointment.groupSessionId,
  };
}

/** A group session in the day line. */
export function groupOf(
  { id, startsAt, endsAt, timeZone, service, taken, seats }: DaySession,
  locale: Locale,
): DayGroup {
  return {
    id,
    startsAt: startsAt.epochMilliseconds,
    startClock: formatClockFigures(startsAt, timeZone, locale),
    endClock: formatClockFigures(endsAt, timeZone, locale),
    service: service[locale],
    taken,
    seats,
  };
}

/** Everything about the person at hand. */
export function personOf(
  { appointment, contact, concern }: DayAppointment,
  { locale, t, wish }: { locale: Locale; t: Translate; wish: Parameters<typeof wishesInWords>[1] },
): PersonProps {
  const { center } = appointment;
  const state = shownState(appointment.state);
  const from = formatClockFigures(appointment.startsAt, center.timeZone, locale);
  const to = formatClockFigures(appointment.endsAt, center.timeZone, locale);
  return {
    id: appointment.id,
    endsAt: appointment.endsAt.epochMilliseconds,
    channelName: appointment.channel,
    name: contact === null ? t('person.nameGone') : addressed(contact, t),
    when: t('person.when', {
      from,
      to,
      minutes: minutesOf(appointment),
    }),
    channel: { icon: channelIcons[appointment.channel], label: t(`day.channel.${appointment.channel}`) },
    state:
      state === 'confirmed'
        ? lateOf(appointment.lateMinutes, t)
        : { label: t(`day.state.${state}`), tone: stateTones[state] },
    service: topicsOf(appointment, locale).join(', '),
    needs: wishesInWords(contact?.needs, wish, locale),
    place:
      appointment.channel === 'on_site'
        ? `${center.name}, ${center.street}, ${center.postcode} ${center.city}`
        : undefined,
    concern: concern ?? undefined,
    kvnr: contact?.kvnr ?? undefined,
    birthDate: contact?.birthDate == null ? undefined : formatDate(Temporal.PlainDate.from(contact.birthDate), locale),
    phone: contact === null ? undefined : { e164: contact.phone, display: readablePhone(contact.phone) },
    email: contact?.email ?? undefined,
    representative: contact?.representative && actingTexts(contact.representative, t),
    bookingCode: appointment.bookingCode ?? undefined,
    texts: {
      concern: t('person.concern'),
      noConcern: t('person.noConcern'),
      identity: t('person.identity'),
      identityHint: t('person.identityHint'),
      contact: t('person.contact'),
      kvnr: t('person.kvnr'),
      birthDate: t('person.birthDate'),
      phone: t('person.phone'),
      email: t('person.email'),
      bookingCode: t('person.bookingCode'),
      place: t('person.place'),
    },
  };
}

const stateTones = { arrived: 'info', in_service: 'info', done: 'success', no_show: 'caution' } as const;

/** "kommt etwa 10 Minuten später", as long as somebody is still to come. */
function lateOf(minutes: number | null, t: Translate): PersonProps['state'] {
  return minutes === null ? undefined : { label: t('day.late', { minutes }), tone: 'caution' };
}

function shownState(state: DayAppointment['appointment']['state']): DayEntry['state'] {
  // `listDay` leaves out what is held or cancelled.
  return state === 'held' || state === 'cancelled' ? 'confirmed' : state;
}

function actingTexts({ firstName, lastName }: NonNullable<Contact['representative']>, t: Translate) {
  const name = `${firstName} ${lastName}`;
  return { title: t('person.acting', { name }), text: t('person.actingWhy', { name }) };
}

function addressed({ gender, firstName, lastName }: Contact, t: Translate): string {
  const name = `${firstName} ${lastName}`;
  return gender === 'female' || gender === 'male' ? t(`person.named.${gender}`, { name }) : name;
}
