import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDate } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { pageOf, textsOf, type Written } from './written.ts';

/** Somebody is on the waiting list, until a day, and leaves it behind the link. */
export const waitingJoined = z.object({
  template: z.literal('waiting-joined'),
  values: z.object({
    /** The last day that suits */
    lastDay: z.iso.date(),
    /** Of somebody who has an appointment, too, and keeps it */
    hasAppointment: z.boolean(),
    link: z.url(),
    /** As spelled; for whoever cannot follow the link */
    code: z.string(),
  }),
});

export function writeWaitingJoined(
  { lastDay, hasAppointment, link, code }: z.infer<typeof waitingJoined>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const day = formatDate(Temporal.PlainDate.from(lastDay), locale);
  const { phone, name } = brand;
  return {
    subject: t('waitingJoined.subject'),
    title: t('waitingJoined.subject'),
    parts: [
      { kind: 'paragraph', text: t('waitingJoined.intro', { day }) },
      ...(hasAppointment ? [{ kind: 'paragraph' as const, text: t('waitingJoined.keeps') }] : []),
      { kind: 'paragraph', text: t('waitingJoined.next') },
      { kind: 'paragraph', text: t('waitingJoined.end', { day }) },
      { kind: 'paragraph', text: t('waitingJoined.leave') },
      { kind: 'link', label: t('waitingJoined.link'), url: link },
      { kind: 'facts', facts: [{ label: t('facts.waitingCode'), value: code }] },
      { kind: 'paragraph', text: t('waitingJoined.codeHelp', { page: pageOf(link) }) },
      { kind: 'paragraph', text: t('waitingJoined.notYou', { phone: phone.display }) },
    ],
    sms: t('waitingJoined.sms', { day, link, code, insurer: name, phone: phone.display }),
  };
}
