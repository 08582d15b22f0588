import { z } from 'zod';
import { Temporal } from '#lib/platform/time.ts';
import { isKvnr, normaliseKvnr } from './core/kvnr.ts';
import { readPhone } from './core/phone-number.ts';

export const channels = ['on_site', 'video', 'phone'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
// Further away nothing is offered, and steps no longer fit their column.
const [earliest, latest] = [Temporal.Instant.from('2000-01-01T00:00Z'), Temporal.Instant.from('2200-01-01T00:00Z')];

/** An ISO 8601 instant, in this century or the next. */
export const instantSchema = z
  .string()
  .max(60, 'malformed')
  .transform((text, context) => {
    try {
      const instant = Temporal.Instant.from(text);
      if (Temporal.Instant.compare(instant, earliest) >= 0 && Temporal.Instant.compare(instant, latest) < 0)
        return instant;
    } catch {
      // Said below.
    }
    context.addIssue({ code: 'custom', message: 'malformed' });
    return z.NEVER;
  });

/** So many services at most are talked about in one appointment (BK10). */
export const maxServices = 3;

/**
 * First question: what, and over which channel. `further` is what is talked about in the same appointment; `center` only
 * where one goes there.
 */
export const serviceChoiceSchema = z.object({
  service: slug,
  further: z
    .array(slug)
    .max(maxServices - 1)
    .optional(),
  channel: channelSchema,
  center: slug.optional(),
});
export type ServiceChoice = z.infer<typeof serviceChoiceSchema>;

/** What a member needs besides, and what limits the choice (BK9). */
export const wishesSchema = z.object({
  /** That the advisor speaks: ISO 639, such as `tr` */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  /** Somebody who interprets: `sign:dgs`, `language:uk` */
  interpreter: z
    .string()
    .regex(/^(sign|language):[a-z]{2,8}$/)
    .optional(),
  /** On site: a room without steps */
  stepFree: z.boolean().optional(),
  /** Somebody comes along */
  companion: z.boolean().optional(),
});
export type Wishes = z.infer<typeof wishesSchema>;

/** Second question: when. `startsAt` is an ISO 8601 instant; without `advisor` any who is free. */
export const timeChoiceSchema = serviceChoiceSchema.extend({
  startsAt: instantSchema,
  advisor: z.uuid().optional(),
  wishes: wishesSchema.optional(),
});
export type TimeChoice = z.infer<typeof timeChoiceSchema>;

export const genders = ['female', 'male', 'diverse', 'none'] as const;
/** How messages reach somebody: code, confirmation, changes, reminders (BK4, BK7). */
export const reachWays = ['email', 'sms'] as const;
export type ReachWay = (typeof reachWays)[number];
/** `other`: whoever fills in the form acts for the member (AX3). */
export const actingFor = ['self', 'other'] as const;
export const concernMaxLength = 500;
export const nameMaxLength = 80;

/** Why a field was refused: names, not texts; the pages say them in their language. */
export type FieldError =
  | 'missing'
  | 'too-long'
  | 'malformed'
  | 'kvnr-or-birth-date'
  | 'in-future'
  | 'too-old'
  /** A landline number, where an SMS is to go to */
  | 'not-mobile';

// What nobody types into a name on purpose: control characters, and those that turn the direction of what follows.
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

const required = (max: number) =>
  z
    .string({ error: 'missing' })
    .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(1, 'missing')
        .max(max, 'too-long')
        .refine((text) => !unprintable.test(text), 'malformed'),
    );

const phoneSchema = (reachBy: ReachWay) =>
  required(40).transform((written, context) => {
    const phone = readPhone(written);
    if (phone !== null && (reachBy !== 'sms' || phone.mayTakeSms)) return phone.e164;
    context.addIssue({ code: 'custom', message: phone === null ? 'malformed' : 'not-mobile' });
    return z.NEVER;
  });

// Made once: making a schema costs more than what it checks.
const nameSchema = required(nameMaxLength);
const phoneSchemas = { email: phoneSchema('email'), sms: phoneSchema('sms') };
const actingForSchema = z.enum(actingFor, 'malformed');
const reachBySchema = z.enum(reachWays, 'malformed');
const genderSchema = z.enum(genders, {
  error: ({ input }) => (input === undefined || input === '' ? 'missing' : 'malformed'),
});
const emailSchema = required(254).pipe(z.email('malformed'));

const kvnrSchema = z.string().max(40, 'too-long').transform(normaliseKvnr).refine(isKvnr, 'malformed');

// A form sends a line break as two characters; people count one.
const concernSchema = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(concernMaxLength, 'too-long'));

const birthDateSchema = z.string().transform((written, context) => {
  const date = readDate(written.trim());
  if (date !== null) return date;
  context.addIssue({ code: 'custom', message: 'malformed' });
  return z.NEVER;
});

/** "1984-03-07" or "7.3.1984" → "1984-03-07"; `null` when there is no such day. */
function readDate(written: string): string | null {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(written);
  const iso = german === null ? written : `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/**
 * A contact as it is kept (sealed): the member's gender, name, and kvnr or birth date in ISO 8601 or both; phone in E.164
 * and mailbox of whoever books.
 */
export const contactSchema = z.object({
  gender: z.enum(genders),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  /** `null`: messages go to the phone, by SMS */
  email: z.string().nullable(),
  kvnr: z.string().nullable(),
  birthDate: z.string().nullable(),
  /** Who acts for the member; absent when members book for themselves (AX3) */
  representative: z.object({ firstName: z.string(), lastName: z.string() }).optional(),
  needs: wishesSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** The fields of the form, in their order on the page. */
export const contactFields = [
  'actingFor',
  'representativeFirstName',
  'representativeLastName',
  'gender',
  'firstName',
  'lastName',
  'kvnr',
  'birthDate',
  'reachBy',
  'phone',
  'email',
  'concern',
] as const;
export type ContactField = (typeof contactFields)[number];
/** What a browser sent, unread. Absent fields and empty ones are the same. */
export type ContactForm = Partial<Record<ContactField, string>>;

export type ContactResult =
  | { ok: true; contact: Contact; concern: string | null }
  | { ok: false; errors: Partial<Record<ContactField, FieldError>> };

const blankAsNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text;

/**
 * Reads the contact form. What is not asked for is not kept: no names of a representative where members book for
 * themselves, no mailbox where messages go by SMS.
 * @param today the day in the legal zone: nobody is born after it
 * @param offered the ways that there are: without a gateway no SMS
 * @returns the contact, or one error for each field that has one. Neither kvnr nor birth date: both fields say so.
 */
export function readContactForm(
  form: ContactForm,
  today: Temporal.PlainDate,
  offered: readonly ReachWay[] = reachWays,
): ContactResult {
  const errors: Partial<Record<ContactField, FieldError>> = {};
  const read = <T>(field: ContactField, schema: z.ZodType<T>, value: string | null | undefined): T | null => {
    const parsed = schema.safeParse(value ?? undefined);
    if (parsed.success) return parsed.data;
    errors[field] = (parsed.error.issues[0]?.message ?? 'malformed') as FieldError;
    return null;
  };
  const optional = <T>(field: ContactField, schema: z.ZodType<T>): T | null => {
    const value = blankAsNull(form[field]);
    return value === null ? null : read(field, schema, value);
  };
  const name = (field: ContactField): string | null => read(field, nameSchema, form[field]);

  const isOther = optional('actingFor', actingForSchema) === 'other';
  const reachWay = optional('reachBy', reachBySchema);
  const isOffered = reachWay === null || offered.includes(reachWay);
  if (!isOffered) errors.reachBy = 'malformed';
  const reachBy = (isOffered ? reachWay : null) ?? 'email';
  const representative = isOther
    ? { firstName: name('representativeFirstName'), lastName: name('representativeLastName') }
    : null;
  const gender = read('gender', genderSchema, form.gender);
  const firstName = name('firstName');
  const lastName = name('lastName');
  const kvnr = optional('kvnr', kvnrSchema);
  const birthDate = optional('birthDate', birthDateSchema);
  const phone = read('phone', phoneSchemas[reachBy], form.phone);
  const email = reachBy === 'sms' ? null : read('email', emailSchema, form.email);
  const concern = optional('concern', concernSchema);

  if (birthDate !== null) {
    const born = Temporal.PlainDate.from(birthDate);
    if (Temporal.PlainDate.compare(born, today) > 0) errors.birthDate = 'in-future';
    else if (born.until(today, { largestUnit: 'year' }).years > 130) errors.birthDate = 'too-old';
  }
  if (blankAsNull(form.kvnr) === null && blankAsNull(form.birthDate) === null) {
    errors.kvnr = 'kvnr-or-birth-date';
    errors.birthDate = 'kvnr-or-birth-date';
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const given = { gender, firstName, lastName, phone, email, kvnr, birthDate };
  return {
    ok: true,
    contact: contactSchema.parse(representative === null ? given : { ...given, representative }),
    concern,
  };
}
