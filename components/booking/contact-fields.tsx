import { useTranslations } from 'next-intl';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Hint } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { TextArea, TextField } from '#components/ui/text-field.tsx';
import {
  type Channel,
  type ContactField,
  type ContactForm,
  concernMaxLength,
  contactFields,
  type FieldError,
  genders,
  nameMaxLength,
} from '#lib/booking/schema.ts';
import { errorText } from './contact-errors.ts';

export type ContactFieldsProps = {
  typed: ContactForm;
  errors: Partial<Record<ContactField, FieldError>>;
  channel: Channel;
  /** Days after the appointment at which the concern is deleted */
  concernDays: number;
};

const phoneReasons = { on_site: 'phoneWhy', video: 'phoneWhyVideo', phone: 'phoneWhyPhone' } as const;

/** Everything that is asked about the person (BK2), each with the reason why; stands in a form. */
export function ContactFields({ typed, errors, channel, concernDays }: ContactFieldsProps) {
  const t = useTranslations('booking.data');
  const common = useTranslations('common');
  const says = useTranslations('booking.fieldErrors');
  const textOf = (field: ContactField): string | undefined => {
    const error = errors[field];
    if (error === undefined) return undefined;
    return says(errorText(field, error), { max: field === 'concern' ? concernMaxLength : nameMaxLength });
  };
  const field = (name: ContactField) => ({
    name,
    label: t(name),
    defaultValue: typed[name] ?? '',
    error: textOf(name),
  });

  return (
    <>
      <ErrorSummary title={common('errorSummaryTitle')} errors={summary(textOf)} />
      <RadioGroup
        name="gender"
        label={t('gender')}
        hint={t('genderWhy')}
        error={textOf('gender')}
        options={genders.map((value) => ({ value, label: t(value) }))}
        defaultValue={typed.gender}
        inline
      />
      <TextField {...field('firstName')} autoComplete="given-name" spellCheck={false} />
      <TextField {...field('lastName')} autoComplete="family-name" spellCheck={false} />
      <TextField {...field('phone')} type="tel" hint={t(phoneReasons[channel])} autoComplete="tel" width="short" />
      <TextField {...field('email')} type="email" hint={t('emailWhy')} autoComplete="email" spellCheck={false} />
      <Identity kvnr={field('kvnr')} birthDate={field('birthDate')} />
      <TextArea
        {...field('concern')}
        optional={common('optional')}
        hint={t('concernWhy', { days: concernDays, max: concernMaxLength })}
        rows={3}
      />
    </>
  );
}

type Texts = { name: string; label: string; defaultValue: string; error: string | undefined };

/** Insurance number or date of birth: two fields under one question, "or" between them. */
function Identity({ kvnr, birthDate }: { kvnr: Texts; birthDate: Texts }) {
  const t = useTranslations('booking.data');
  return (
    <fieldset
      aria-describedby="identity-hinweis"
      className="max-w-form rounded-md border border-line bg-sunken p-5 max-sm:p-4"
    >
      <legend className="contents">
        <span className="block font-semibold">{t('identity')}</span>
      </legend>
      <Hint id="identity-hinweis">{t('identityWhy')}</Hint>
      <div className="mt-4 grid gap-3">
        <TextField
          {...kvnr}
          hint={t('kvnrHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width="short"
        />
        <p className="flex items-center gap-4 text-ink-soft before:h-px before:flex-1 before:bg-edge after:h-px after:flex-1 after:bg-edge">
          {t('or')}
        </p>
        <TextField {...birthDate} hint={t('birthDateHint')} autoComplete="bday" inputMode="text" width="short" />
      </div>
    </fieldset>
  );
}

/** One line a text: what is missing in two fields is said once and leads to the first. */
function summary(textOf: (field: ContactField) => string | undefined) {
  const lines: { fieldId: string; text: string }[] = [];
  for (const field of contactFields) {
    const text = textOf(field);
    if (text !== undefined && !lines.some((line) => line.text === text)) lines.push({ fieldId: field, text });
  }
  return lines;
}
