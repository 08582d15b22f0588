import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import { formatDayAndClock } from '#lib/platform/format-time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { Temporal } from '#lib/platform/time.ts';
import { pageOf, textsOf, type Written } from './written.ts';

/** A time came free, and is this person's alone until an instant; after that the message is not sent any more. */
export const waitingOffer = z.object({
  template: z.literal('waiting-offer'),
  values: z.object({
    startsAt: z.iso.datetime(),
    zone: z.string(),
    channel: z.enum(['on_site', 'video', 'phone']),
    /** Where to go; null unless on site */
    place: z.object({ name: z.string(), street: z.string(), city: z.string() }).nullable(),
    validUntil: z.iso.datetime(),
    /** The time of the appointment that it would take the place of */
    insteadOf: z.iso.datetime().nullable(),
    link: z.url(),
    /** As spelled; for whoever cannot follow the link */
    code: z.string(),
  }),
});

export function writeWaitingOffer(
  { startsAt, zone, channel, place, validUntil, insteadOf, link, code }: z.infer<typeof waitingOffer>['values'],
  locale: Locale,
): Written {
  const t = textsOf(locale);
  const written = (text: string) => formatDayAndClock(Temporal.Instant.from(text), zone, locale);
  const [when, until] = [written(startsAt), written(validUntil)];
  const { phone, name } = brand;
  return {
    subject: t('waitingOffer.subject', { until }),
    title: t('waitingOffer.title'),
    parts: [
      { kind: 'paragraph', text: t('waitingOffer.intro', { until }) },
      {
        kind: 'facts',
        facts: [
          { label: t('facts.when'), value: when },
          { label: t('facts.how'), value: t(`facts.channel.${channel}`) },
          ...(place === null
            ? []
            : [{ label: t('facts.where'), value: `${place.name}, ${place.street}, ${place.city}` }]),
        ],
      },
      ...(insteadOf === null
        ? []
        : [{ kind: 'paragraph' as const, text: t('waitingOffer.insteadOf', { when: written(insteadOf) }) }]),
      { kind: 'paragraph', text: t('waitingOffer.answer') },
      { kind: 'link', label: t('waitingOffer.link'), url: link },
      { kind: 'paragraph', text: t('waitingOffer.otherwise') },
      { kind: 'facts', facts: [{ label: t('facts.waitingCode'), value: code }] },
      { kind: 'paragraph', text: t('waitingOffer.codeHelp', { page: pageOf(link), phone: phone.display }) },
    ],
    sms: t('waitingOffer.sms', { when, until, link, code, insurer: name, phone: phone.display }),
  };
}
