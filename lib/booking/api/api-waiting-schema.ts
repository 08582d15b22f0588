import { z } from 'zod';
import { channelSchema } from '#lib/booking/schema.ts';
import { partsOfDay, waitingDaysSchema } from '#lib/booking/waiting-list/waiting-schema.ts';
import { centerAnswer, contactBody, holdBody, instant, text, topicAnswer } from './api-schema.ts';

/** What the HTTP API takes and gives of the waiting list (BK8, BK15). */

const asDate = { as: { type: 'string', format: 'date' } };
const { firstDay, lastDay, partOfDay } = waitingDaysSchema.shape;
const days = {
  firstDay: firstDay.meta({ ...asDate, ...text('waitingFirstDay') }),
  lastDay: lastDay.meta({ ...asDate, ...text('waitingLastDay') }),
  partOfDay: partOfDay.meta(text('partOfDay')),
};

const wish = holdBody.omit({ startsAt: true, locale: true }).shape;
export const joinBody = z.strictObject({
  ...wish,
  ...days,
  // What it is about is not asked: that is for the appointment.
  ...contactBody.omit({ concern: true, wishes: true }).shape,
});
export const earlierBody = z.strictObject({ ...days, sameAdvisor: z.boolean().optional().meta(text('sameAdvisor')) });
export const offerBody = z.strictObject({ offerId: z.uuid().meta(text('offerId')) });

const since = instant.meta(text('waitingSince'));
export const waitingAnswer = z.strictObject({ since });
export const acceptedAnswer = z.strictObject({ moved: z.boolean().meta(text('moved')) });
export const declinedAnswer = z.strictObject({ state: z.literal('declined') });

export const waitingEntryAnswer = z.strictObject({
  since,
  services: z.array(topicAnswer),
  channel: channelSchema,
  serviceCenter: z.strictObject({ slug: z.string(), name: z.string() }).nullable().meta(text('waitingCenter')),
  advisor: z.strictObject({ label: z.string() }).nullable().meta(text('waitingAdvisor')),
  firstDay: z.iso.date().meta(text('waitingFirstDay')),
  lastDay: z.iso.date().meta(text('waitingLastDay')),
  partOfDay: z.enum(partsOfDay).nullable(),
  insteadOf: instant.nullable().meta(text('insteadOf')),
  offer: z
    .strictObject({
      offerId: z.uuid(),
      startsAt: instant,
      channel: channelSchema,
      serviceCenter: centerAnswer,
      advisor: z.strictObject({ label: z.string() }),
      validUntil: instant.meta(text('offerUntil')),
    })
    .nullable()
    .meta(text('offer')),
  lapsed: z
    .strictObject({ startsAt: instant, state: z.enum(['declined', 'expired']) })
    .nullable()
    .meta(text('lapsed')),
});
export type WaitingEntryAnswer = z.infer<typeof waitingEntryAnswer>;
