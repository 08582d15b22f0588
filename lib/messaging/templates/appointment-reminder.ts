import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { appointmentFacts, appointmentPlaceText, bookedAppointmentValues } from './booked-appointment.ts';
import { textsOf, type Written } from './written.ts';

/** An appointment is near. */
export const appointmentReminder = z.object({
  template: z.literal('appointment-reminder'),
  values: bookedAppointmentValues.extend({
    /** To see it, change it or say that nobody comes; with the token in its fragment */
    manageLink: z.url(),
    /** Its beginning */
    validUntil: z.iso.datetime(),
  }),
});

export function writeAppointmentReminder(
  values: z.infer<typeof appointmentReminder>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const { channel, link, manageLink, bookingCode } = values;
  const { phone, name } = brand;
  return {
    subject: t('reminder.subject', { when }),
    title: t('reminder.title'),
    parts: [
      { kind: 'paragraph', text: t('reminder.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      { kind: 'paragraph', text: t(`confirmed.next.${channel}`) },
      ...(channel === 'video' ? [{ kind: 'link', label: t('confirmed.link.video'), url: link } as const] : []),
      { kind: 'paragraph', text: t('reminder.cannotCome', { phone: phone.display }) },
      { kind: 'link', label: t('reminder.link'), url: manageLink },
      { kind: 'paragraph', text: t('confirmed.calendar') },
    ],
    sms: t('reminder.sms', {
      when,
      where: appointmentPlaceText(values, locale),
      link: manageLink,
      bookingCode,
      insurer: name,
      phone: phone.display,
    }),
  };
}
