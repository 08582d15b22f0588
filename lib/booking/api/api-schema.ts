import { z } from 'zod';
import { Temporal } from '#lib/platform/time.ts';
import {
  actingFor,
  channelSchema,
  type ContactField,
  genders,
  instantSchema,
  reachWays,
  serviceChoiceSchema,
  timeChoiceSchema,
  wishesSchema,
} from '#lib/booking/schema.ts';

/**
 * What the HTTP API takes and gives (BK15). The rules are those of the forms; here stands how they look in JSON. `text`
 * names the words of a field in messages/<language>/api.json, `as` how the documents show what is read from a text.
 */
export const text = (name: string) => ({ text: name });

export const maxPage = 100;
export const maxDays = 31;

const slug = serviceChoiceSchema.shape.service;
const limitOf = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(maxPage))
    .default(usual)
    .meta({ as: { type: 'integer', minimum: 1, maximum: maxPage, default: usual }, ...text('limit') });

export const pageQuery = z.strictObject({ limit: limitOf(50), cursor: slug.optional().meta(text('cursor')) });

const daySchema = z.iso
  .date()
  .transform((written) => Temporal.PlainDate.from(written))
  .refine((day) => day.year >= 2000 && day.year < 2200, 'malformed');

export const dateTime = { as: { type: 'string', format: 'date-time' } };

/** Days are compared once both are days: a malformed field alone would not keep zod from asking. */
const when = ({ issues }: { issues: readonly unknown[] }): boolean => issues.length === 0;

const furtherInQuery = z
  .string()
  .max(200)
  .transform((written) => written.split(','))
  .pipe(serviceChoiceSchema.shape.further.unwrap())
  .optional()
  .meta({ as: { type: 'string' }, ...text('furtherInQuery') });

const yes = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .optional();
const asBoolean = { as: { type: 'boolean' } };
const { language, interpreter, stepFree, companion } = wishesSchema.shape;
const wishFields = {
  language: language.meta(text('wishLanguage')),
  interpreter: interpreter.meta(text('wishInterpreter')),
  stepFree: stepFree.meta(text('wishStepFree')),
  companion: companion.meta(text('wishCompanion')),
};
/** What a member needs besides (BK9), in a body. */
const wishesBody = z.strictObject(wishFields).optional();

export const freeTimesQuery = z
  .strictObject({
    service: slug.meta(text('service')),
    furtherServices: furtherInQuery,
    channel: channelSchema.meta(text('channel')),
    center: serviceChoiceSchema.shape.center.meta(text('center')),
    advisor: timeChoiceSchema.shape.advisor.meta(text('advisor')),
    partOfDay: z.enum(['morning', 'afternoon']).optional().meta(text('partOfDay')),
    language: wishFields.language,
    interpreter: wishFields.interpreter,
    stepFree: yes.meta({ ...asBoolean, ...text('wishStepFree') }),
    companion: yes.meta({ ...asBoolean, ...text('wishCompanion') }),
    from: daySchema.meta({ as: { type: 'string', format: 'date' }, ...text('fromDay') }),
    to: daySchema.meta({ as: { type: 'string', format: 'date' }, ...text('toDay') }),
    limit: limitOf(100),
    cursor: instantSchema.optional().meta({ ...dateTime, ...text('cursor') }),
  })
  .refine(({ from, to }) => Temporal.PlainDate.compare(from, to) <= 0, { path: ['to'], message: 'before-from', when })
  .refine(({ from, to }) => from.until(to).days < maxDays, { path: ['to'], message: 'too-many-days', when });

const locale = z.enum(['de', 'en']);

export const holdBody = z.strictObject({
  service: slug.meta(text('service')),
  furtherServices: serviceChoiceSchema.shape.further.meta(text('furtherServices')),
  channel: channelSchema.meta(text('channel')),
  center: serviceChoiceSchema.shape.center.meta(text('center')),
  advisor: timeChoiceSchema.shape.advisor.meta(text('advisor')),
  startsAt: timeChoiceSchema.shape.startsAt.meta({ ...dateTime, ...text('startsAt') }),
  wishes: wishesBody.meta(text('wishes')),
  locale: locale.default('de').meta(text('locale')),
});

// The rules of each field are the form's (`readContactForm`), which tells all errors at once.
const typed = z.string().max(2000);
export const contactBody = z.strictObject({
  actingFor: z.enum(actingFor).optional().meta(text('actingFor')),
  representativeFirstName: typed.optional().meta(text('representativeFirstName')),
  representativeLastName: typed.optional().meta(text('representativeLastName')),
  gender: z.enum(genders).meta(text('gender')),
  firstName: typed.meta(text('firstName')),
  lastName: typed.meta(text('lastName')),
  kvnr: typed.optional().meta(text('kvnr')),
  birthDate: typed.optional().meta(text('birthDate')),
  reachBy: z.enum(reachWays).optional().meta(text('reachBy')),
  phone: typed.meta(text('phone')),
  email: typed.optional().meta(text('email')),
  concern: typed.optional().meta(text('concern')),
  wishes: wishesBody.meta(text('wishesSealed')),
  locale: locale.default('de').meta(text('locale')),
} satisfies Record<ContactField | 'wishes' | 'locale', z.ZodType>);

export const codeBody = z.strictObject({
  code: z
    .string()
    .regex(/^\d{6}$/)
    .meta(text('code')),
});

export const instant = z.iso.datetime();
const bothLanguages = z.strictObject({ de: z.string(), en: z.string() });
const next = z.string().nullable().meta(text('next'));
const pageOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), next });

const place = { slug, name: z.string(), street: z.string(), postcode: z.string(), city: z.string() };
export const centerAnswer = z.strictObject({
  ...place,
  land: z.string().meta(text('land')),
  timeZone: z.string().meta(text('timeZone')),
  stepFree: z.boolean().meta(text('stepFree')),
  phone: z.string(),
});
export const centersAnswer = pageOf(centerAnswer);

export const servicesAnswer = pageOf(
  z.strictObject({
    slug,
    name: bothLanguages,
    description: bothLanguages,
    duration: z.int().meta(text('duration')),
    channels: z.array(channelSchema),
    groupSize: z.int().nullable().meta(text('groupSize')),
    serviceCenters: z
      .array(z.strictObject({ ...place, stepFree: z.boolean().meta(text('stepFree')) }))
      .meta(text('onSiteAt')),
  }),
);

const advisorAnswer = z.strictObject({ id: z.uuid(), label: z.string() });
const freeTimeAnswer = z.strictObject({
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string().meta(text('timeZone')),
  serviceCenter: z.strictObject({ slug, name: z.string(), city: z.string() }).nullable().meta(text('freeTimeCenter')),
  advisors: z.array(advisorAnswer).meta(text('freeAdvisors')),
  seatsLeft: z.int().nullable().meta(text('seatsLeft')),
});
export type FreeTimeAnswer = z.infer<typeof freeTimeAnswer>;
export const freeTimesAnswer = pageOf(freeTimeAnswer);

export const heldAnswer = z.strictObject({
  token: z.string().meta(text('token')),
  appointmentId: z.uuid(),
  expiresAt: instant.meta(text('expiresAt')),
});

export const topicAnswer = z.strictObject({ slug, name: bothLanguages });
export const bookedAnswer = {
  appointmentId: z.uuid(),
  service: z.strictObject({ slug, name: bothLanguages, duration: z.int().meta(text('duration')) }),
  furtherServices: z.array(topicAnswer).meta(text('furtherServices')),
  channel: channelSchema,
  startsAt: instant,
  endsAt: instant,
  serviceCenter: centerAnswer,
  advisor: advisorAnswer,
  locale: locale.meta(text('locale')),
};
export type BookedAnswer = z.infer<z.ZodObject<typeof bookedAnswer>>;

export const holdAnswer = z.strictObject({
  ...bookedAnswer,
  expiresAt: instant.meta(text('expiresAt')),
  extensionsLeft: z.int().meta(text('extensionsLeft')),
  hasContact: z.boolean().meta(text('hasContact')),
});

export const extendedAnswer = z.strictObject({
  expiresAt: instant.meta(text('expiresAt')),
  extensionsLeft: z.int().meta(text('extensionsLeft')),
});

export const codeSentAnswer = z.strictObject({
  codeValidUntil: instant.meta(text('codeValidUntil')),
  sent: z.boolean().meta(text('sent')),
});

export const confirmedAnswer = z.strictObject({ appointmentId: z.uuid() });
