import { z } from 'zod';
import { Temporal } from '#lib/platform/time.ts';
import { serviceChoiceSchema, wishesSchema } from '#lib/booking/schema.ts';

const day = z.string().transform((text, context) => {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    // Said below.
  }
  context.addIssue({ code: 'custom', message: 'malformed' });
  return z.NEVER;
});

export const partsOfDay = ['morning', 'afternoon'] as const;

/** When it would suit: ISO dates, both included, on the clock of the center. */
export const waitingDaysSchema = z.object({
  firstDay: day,
  lastDay: day,
  partOfDay: z.enum(partsOfDay).optional(),
});
export type WaitingDays = z.infer<typeof waitingDaysSchema>;

/** What somebody waits for who has no appointment (BK8). */
export const waitingWishSchema = serviceChoiceSchema.extend({
  advisor: z.uuid().optional(),
  wishes: wishesSchema.optional(),
  ...waitingDaysSchema.shape,
});
export type WaitingWish = z.infer<typeof waitingWishSchema>;
