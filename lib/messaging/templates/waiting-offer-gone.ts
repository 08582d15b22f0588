import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { pageOf, textsOf, type Written } from './written.ts';

/** An offer ran out; the person stays on the waiting list. */
export const waitingOfferGone = z.object({
  template: z.literal('waiting-offer-gone'),
  values: z.object({ startsAt: z.iso.datetime(), zone: z.string(), link: z.url(), code: z.string() }),
});

export function writeWaitingOfferGone(
  { startsAt, zone, link, code }: z.infer<typeof waitingOfferGone>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const when = formatDayAndClock(Temporal.Instant.from(startsAt), zone, locale);
  const { phone, name } = brand;
  return {
    subject: t('waitingOfferGone.subject'),
    title: t('waitingOfferGone.subject'),
    parts: [
      { kind: 'paragraph', text: t('waitingOfferGone.intro', { when }) },
      { kind: 'paragraph', text: t('waitingOfferGone.stays') },
      { kind: 'link', label: t('waitingOfferGone.link'), url: link },
      { kind: 'facts', facts: [{ label: t('facts.waitingCode'), value: code }] },
      { kind: 'paragraph', text: t('waitingOfferGone.codeHelp', { page: pageOf(link), phone: phone.display }) },
    ],
    sms: t('waitingOfferGone.sms', { when, link, code, insurer: name, phone: phone.display }),
  };
}
