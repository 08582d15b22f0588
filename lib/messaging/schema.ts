import { z } from 'zod';

/** Instants are ISO 8601; zone and locale say how they are written in the mail. */
const instant = z.iso.datetime();

/**
 * What a mail is made of. No template has a field for a name, a concern, a service or anything else about a person
 * (BK7): what is not here cannot be sent.
 */
export const mailValues = {
  'one-time-code': z.object({ code: z.string().regex(/^\d{6}$/), validUntil: instant, zone: z.string() }),
  'appointment-confirmed': z.object({
    startsAt: instant,
    zone: z.string(),
    channel: z.enum(['on_site', 'video', 'phone']),
    /** Where to go; null unless on site */
    place: z.object({ name: z.string(), street: z.string(), city: z.string() }).nullable(),
    /** With the token in its fragment */
    link: z.url(),
    /** As spelled: "ABCD EFGH" */
    bookingCode: z.string(),
  }),
} as const;

export type Template = keyof typeof mailValues;
export type MailValues<T extends Template> = z.infer<(typeof mailValues)[T]>;

const attachment = z.object({ filename: z.string(), contentType: z.string(), content: z.string() });

const common = { to: z.email(), locale: z.enum(['de', 'en']), attachments: z.array(attachment).default([]) };
/** A mail to be; the sealed payload of an outbox message. */
export const mailSchema = z.discriminatedUnion('template', [
  z.object({ template: z.literal('one-time-code'), values: mailValues['one-time-code'], ...common }),
  z.object({ template: z.literal('appointment-confirmed'), values: mailValues['appointment-confirmed'], ...common }),
]);
export type Mail = z.infer<typeof mailSchema>;
