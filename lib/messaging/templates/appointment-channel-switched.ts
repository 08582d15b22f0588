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

/** An appointment keeps its time, and is held on another channel. */
export const appointmentChannelSwitched = z.object({
  template: z.literal('appointment-channel-switched'),
  values: bookedAppointmentValues,
});

export function writeAppointmentChannelSwitched(
  values: z.infer<typeof appointmentChannelSwitched>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const { link, bookingCode } = values;
  return {
    subject: t('switched.subject', { when }),
    title: t('switched.title'),
    parts: [
      { kind: 'paragraph', text: t('switched.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      ...appointmentWays(values, 'switched', locale),
      { kind: 'paragraph', text: t('switched.notYou', { phone: brand.phone.display }) },
    ],
    sms: t('switched.sms', {
      when,
      where: appointmentPlaceText(values, locale),
      link,
      bookingCode,
      insurer: brand.name,
      phone: brand.phone.display,
    }),
  };
}
