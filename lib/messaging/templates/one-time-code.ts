import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { textsOf, type Written } from './written.ts';

/** The six digits that prove a mailbox or a phone. */
export const oneTimeCode = z.object({
  template: z.literal('one-time-code'),
  values: z.object({
    code: z.string().regex(/^\d{6}$/),
    /** What it is typed for */
    purpose: z.enum(['confirm_appointment', 'manage_appointment', 'join_waiting_list']),
    validUntil: z.iso.datetime(),
    zone: z.string(),
  }),
});

export function writeOneTimeCode(
  { code, purpose, validUntil, zone }: z.infer<typeof oneTimeCode>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const until = formatClock(Temporal.Instant.from(validUntil), zone, locale);
  const subject = t(`code.subject.${purpose}`);
  return {
    subject,
    title: subject,
    parts: [
      { kind: 'paragraph', text: t(`code.intro.${purpose}`) },
      { kind: 'code', text: code },
      { kind: 'paragraph', text: t(`code.validity.${purpose}`, { until }) },
      { kind: 'paragraph', text: t('code.never') },
      { kind: 'paragraph', text: t(`code.notYou.${purpose}`) },
    ],
    sms: t('code.sms', { code, until, insurer: brand.name }),
  };
}
