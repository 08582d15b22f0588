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
    /** Whether the mailbox or phone was proved with a code; another one gets nothing that opens the appointment */
    isProved: z.boolean().default(true),
  }),
});

export function writeAppointmentReminder(
  values: z.infer<typeof appointmentReminder>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const { manageLink, bookingCode, isProved } = values;
  const where = appointmentPlaceText(values, locale);
  const facts = { when, where, insurer: brand.name, phone: brand.phone.display };
  return {
    subject: t('reminder.subject', { when }),
    title: t('reminder.title'),
    parts: [
      { kind: 'paragraph', text: t('reminder.intro') },
      { kind: 'facts', facts: appointmentFacts(values, locale) },
      ...appointmentWays(values, 'confirmed', locale),
    ],
    sms: isProved ? t('reminder.sms', { ...facts, link: manageLink, bookingCode }) : t('reminder.smsUnproved', facts),
  };
}
