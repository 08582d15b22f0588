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

/** An appointment is settled. */
export const appointmentConfirmed = z.object({
  template: z.literal('appointment-confirmed'),
  values: bookedAppointmentValues,
});

export function writeAppointmentConfirmed(
  values: z.infer<typeof appointmentConfirmed>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const { link, bookingCode } = values;
  return {
    subject: t('confirmed.subject', { when }),
    title: t('confirmed.title'),
    parts: [
      { kind: 'paragraph', text: t('confirmed.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      ...appointmentWays(values, 'confirmed', locale),
    ],
    sms: t('confirmed.sms', {
      when,
      where: appointmentPlaceText(values, locale),
      link,
      bookingCode,
      insurer: brand.name,
      phone: brand.phone.display,
    }),
  };
}
