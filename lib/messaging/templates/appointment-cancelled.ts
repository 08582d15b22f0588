import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { textsOf, type Written } from './written.ts';

/** An appointment is cancelled; for a while that can be taken back behind the link. */
export const appointmentCancelled = z.object({
  template: z.literal('appointment-cancelled'),
  values: z.object({ startsAt: z.iso.datetime(), zone: z.string(), link: z.url() }),
});

export function writeAppointmentCancelled(
  { startsAt, zone, link }: z.infer<typeof appointmentCancelled>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(startsAt), zone, locale);
  const { phone, name } = brand;
  return {
    subject: t('cancelled.subject', { when }),
    title: t('cancelled.title'),
    parts: [
      { kind: 'paragraph', text: t('cancelled.intro', { when }) },
      { kind: 'paragraph', text: t('cancelled.undo') },
      { kind: 'link', label: t('cancelled.link'), url: link },
      { kind: 'paragraph', text: t('cancelled.calendar') },
      { kind: 'paragraph', text: t('cancelled.again', { phone: phone.display }) },
    ],
    sms: t('cancelled.sms', { when, link, insurer: name, phone: phone.display }),
  };
}
