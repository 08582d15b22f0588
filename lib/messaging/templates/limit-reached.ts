import { z } from 'zod';
import { brand } from '#lib/platform/brand.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { textsOf, type Written } from './written.ts';

/** Why no code comes: the person can book no more online (BK12). The page says nothing of it (BK3). */
export const limitReached = z.object({
  template: z.literal('limit-reached'),
  values: z.object({
    /** `unsaid`: whoever reads there does not know of all bookings, and is not told of them */
    reason: z.enum(['open', 'week', 'unsaid']),
    most: z.int(),
  }),
});

export function writeLimitReached({ reason, most }: z.infer<typeof limitReached>['values'], locale: Locale): Written {
  const t = textsOf(locale);
  const phone = brand.phone.display;
  return {
    subject: t('limit.subject'),
    title: t('limit.title'),
    parts: [
      { kind: 'paragraph', text: t(`limit.intro.${reason}`, { most }) },
      { kind: 'paragraph', text: t(`limit.way.${reason}`, { phone }) },
      { kind: 'paragraph', text: t('limit.noCode') },
      { kind: 'paragraph', text: t('limit.notYou') },
    ],
    sms: t(`limit.sms.${reason}`, { most, phone, insurer: brand.name }),
  };
}
