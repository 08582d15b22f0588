import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import {
  appointmentFacts,
  appointmentPlaceText,
  appointmentWays,
  bookedAppointmentValues,
} from './booked-appointment.ts';
import { textsOf, type Written } from './written.ts';

/** An appointment is near. */
export const appointmentReminder = z.object({
  template: z.literal('appointment-reminder'),
  values: bookedAppointmentValues.extend({
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
  const { manageLink, bookingCode } = values;
  const { phone, name } = brand;
  return {
    subject: t('reminder.subject', { when }),
    title: t('reminder.title'),
    parts: [
      { kind: 'paragraph', text: t('reminder.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      ...appointmentWays(values, 'confirmed', locale),
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
