import { z } from 'zod';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { brand } from '#lib/platform/brand.ts';
import { type MailPart, textsOf } from './written.ts';

/** What messages say of an appointment. Instants are ISO 8601; zone and locale say how they are written. */
export const bookedAppointmentValues = z.object({
  startsAt: z.iso.datetime(),
  zone: z.string(),
  channel: z.enum(['on_site', 'video', 'phone']),
  /** Where to go; null unless on site */
  place: z.object({ name: z.string(), street: z.string(), city: z.string() }).nullable(),
  /** To what comes next, the waiting room or the appointment; with the token in its fragment */
  link: z.url(),
  /** To the appointment, to see, move, switch or cancel it */
  manageLink: z.url(),
  /** As spelled: "ABCD EFGH" */
  bookingCode: z.string(),
});
type Values = z.infer<typeof bookedAppointmentValues>;

/** When, how, where and the booking code, for the list in a mail. */
export function appointmentFacts(values: Values, locale: Locale): { label: string; value: string }[] {
  const t = textsOf(locale);
  return [
    { label: t('facts.when'), value: formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale) },
    { label: t('facts.how'), value: t(`facts.channel.${values.channel}`) },
    ...(values.place === null
      ? []
      : [{ label: t('facts.where'), value: `${values.place.name}, ${values.place.street}, ${values.place.city}` }]),
    { label: t('facts.bookingCode'), value: values.bookingCode },
  ];
}

/** What happens now, and the links: to the waiting room of a video appointment, and to change what does not suit. */
export function appointmentWays(
  { channel, link, manageLink }: Values,
  calendar: 'confirmed' | 'moved' | 'switched',
  locale: Locale,
): MailPart[] {
  const t = textsOf(locale);
  return [
    { kind: 'paragraph', text: t(`confirmed.next.${channel}`) },
    ...(channel === 'video' ? [{ kind: 'link', label: t('confirmed.link.video'), url: link } as const] : []),
    { kind: 'paragraph', text: t(`${calendar}.calendar`) },
    { kind: 'paragraph', text: t('confirmed.cannotCome', { phone: brand.phone.display }) },
    { kind: 'link', label: t('confirmed.manage'), url: manageLink },
  ];
}

/** How or where, in the few words of an SMS. */
export function appointmentPlaceText(values: Values, locale: Locale): string {
  return values.place === null
    ? textsOf(locale)(`facts.channel.${values.channel}`)
    : `${values.place.street}, ${values.place.city}`;
}
