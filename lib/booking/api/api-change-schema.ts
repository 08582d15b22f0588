import { z } from 'zod';
import { readBookingCode } from '#lib/booking/core/booking-code.ts';
import { neededKinds } from '#lib/booking/core/free-times.ts';
import { channelSchema, contactSchema } from '#lib/booking/schema.ts';
import { bookedAnswer, codeBody, dateTime, holdBody, instant, text } from './api-schema.ts';

/** What the HTTP API takes and gives of an appointment that is there already (BK6, BK15). */

const bookingCode = z
  .string()
  .max(40, 'malformed')
  .transform((written, context) => {
    const code = readBookingCode(written);
    if (code !== null) return code;
    context.addIssue({ code: 'custom', message: 'malformed' });
    return z.NEVER;
  })
  .optional()
  .meta(text('bookingCodeGiven'));

export const accessCodeBody = z.strictObject({ bookingCode });
export const accessBody = z.strictObject({ bookingCode, code: codeBody.shape.code });

const { channel, center, advisor, startsAt } = holdBody.shape;
export const moveBody = z.strictObject({
  startsAt: startsAt.meta({ ...dateTime, ...text('startsAt') }),
  channel: channel.optional().meta(text('movedChannel')),
  center: center.meta(text('movedCenter')),
  advisor: advisor.meta(text('advisor')),
});
export const channelBody = z.strictObject({ channel: channel.meta(text('channel')) });
export const latenessBody = z.strictObject({ minutes: z.int().min(1).max(120).meta(text('lateMinutesGiven')) });

const whyNotChangeable = z.enum(['cancelled', 'begun', 'too-late']);
const whyNoSwitch = z.enum(['not-offered', 'closed', ...neededKinds.map((kind) => `no-${kind}` as const)]);

export const accessCodeAnswer = z.strictObject({
  token: z.string().meta(text('token')),
  codeValidUntil: instant.meta(text('codeValidUntil')),
  sent: z.boolean().meta(text('sent')),
});
export const accessAnswer = z.strictObject({ openUntil: instant.meta(text('openUntil')) });

export const appointmentAnswer = z.strictObject({
  ...bookedAnswer,
  state: z.enum(['confirmed', 'arrived', 'in_service', 'done', 'no_show', 'cancelled']),
  version: z.int().meta(text('versionNow')),
  bookingCode: z.string().nullable().meta(text('bookingCode')),
  lateMinutes: z.int().nullable().meta(text('lateMinutes')),
  contact: contactSchema.nullable().meta(text('contactGiven')),
  concern: z.string().nullable().meta(text('contactGiven')),
  deletedBy: z.iso.date().meta(text('deletedBy')),
  change: z
    .strictObject({
      opened: z.boolean().meta(text('opened')),
      until: instant.meta(text('changeUntil')),
      whyNot: whyNotChangeable.nullable().meta(text('whyNotChangeable')),
      channels: z
        .array(z.strictObject({ channel: channelSchema, whyNot: whyNoSwitch.nullable().meta(text('whyNoSwitch')) }))
        .meta(text('otherChannels')),
      undoable: z.boolean().meta(text('undoable')),
      lateChoices: z.array(z.int()).meta(text('lateChoices')),
      mayNotCome: z.boolean().meta(text('mayNotCome')),
    })
    .nullable()
    .meta(text('change')),
});
export type AppointmentAnswer = z.infer<typeof appointmentAnswer>;

export const moveHeldAnswer = z.strictObject({ expiresAt: instant.meta(text('expiresAt')) });
export const moveAnswer = z.strictObject({
  ...bookedAnswer,
  expiresAt: instant.meta(text('expiresAt')),
  extensionsLeft: z.int().meta(text('extensionsLeft')),
});
export const changedAnswer = z.strictObject({ version: z.int().meta(text('versionNow')) });
