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

/** An appointment has another time. */
export const appointmentMoved = z.object({
  template: z.literal('appointment-moved'),
  values: bookedAppointmentValues,
});

export function writeAppointmentMoved(values: z.infer<typeof appointmentMoved>['values'], locale: Locale): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const { link, bookingCode } = values;
  return {
    subject: t('moved.subject', { when }),
    title: t('moved.title'),
    parts: [
      { kind: 'paragraph', text: t('moved.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      ...appointmentWays(values, 'moved', locale),
      { kind: 'paragraph', text: t('moved.notYou', { phone: brand.phone.display }) },
    ],
    sms: t('moved.sms', {
      when,
      where: appointmentPlaceText(values, locale),
      link,
      bookingCode,
      insurer: brand.name,
      phone: brand.phone.display,
    }),
  };
}
