import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Hint } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { type Target, TargetLink } from '#components/ui/step-header.tsx';
import { TextArea, TextField } from '#components/ui/text-field.tsx';
import {
  actingFor,
  type Channel,
  type ContactField,
  type ContactForm,
  concernMaxLength,
  contactFields,
  type FieldError,
  genders,
  nameMaxLength,
  type ReachWay,
} from '#lib/booking/schema.ts';
import { errorText } from './contact-errors.ts';

export type ContactFieldsProps = {
  typed: ContactForm;
  errors: Partial<Record<ContactField, FieldError>>;
  channel: Channel;
  /** Days after the appointment at which the concern is deleted; `null`: it is not asked */
  concernDays: number | null;
  /** How messages can go; with one way nothing is asked */
  ways: readonly ReachWay[];
  /** To the page that says how to book by phone */
  byPhone: Target;
  /** Nothing is booked yet: after the code comes word when something is free */
  waits?: boolean;
};

const phoneReasons = { on_site: 'phoneWhy', video: 'phoneWhyVideo', phone: 'phoneWhyPhone' } as const;

/*
 * What is asked only after an answer is there from the start and hidden by that answer, so that no script is needed; a
 * browser that cannot hide it (`:has`) asks a little more, and what is not asked for is not kept.
 */
const onlyForOther = 'group-has-[[name=actingFor][value=self]:checked]/person:hidden';
const onlyByMail = 'group-has-[[name=reachBy][value=sms]:checked]/person:hidden';

/**
 * Everything that is asked about the person (BK2), each with the reason why, and about whoever acts for them (AX3);
 * stands in a form.
 */
export function ContactFields({
  typed,
  errors,
  channel,
  concernDays,
  ways,
  byPhone,
  waits = false,
}: ContactFieldsProps) {
  const t = useTranslations('booking.data');
  const acting = useTranslations('person.acting');
  const common = useTranslations('common');
  const says = useTranslations('booking.fieldErrors');
  const textOf = (field: ContactField): string | undefined => {
    const error = errors[field];
    if (error === undefined) return undefined;
    return says(errorText(field, error), { max: field === 'concern' ? concernMaxLength : nameMaxLength });
  };
  const said = (name: ContactField) => ({ name, defaultValue: typed[name] ?? '', error: textOf(name) });
  const field = (name: 'firstName' | 'lastName' | 'phone' | 'email' | 'kvnr' | 'birthDate' | 'concern') => ({
    ...said(name),
    label: t(name),
  });

  return (
    <div className="group/person grid gap-8">
      <ErrorSummary title={common('errorSummaryTitle')} errors={summary(textOf)} />
      <RadioGroup
        name="actingFor"
        label={acting('question')}
        error={textOf('actingFor')}
        options={actingFor.map((value) => ({ value, label: acting(value) }))}
        defaultValue={typed.actingFor ?? 'self'}
        inline
      />
      <Representative firstName={said('representativeFirstName')} lastName={said('representativeLastName')} />
      <Group title={acting('memberTitle')}>
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
        <Identity kvnr={field('kvnr')} birthDate={field('birthDate')} />
      </Group>
      <Group title={acting('reachTitle')}>
        <ReachChoice ways={ways} typed={typed.reachBy} error={textOf('reachBy')} byPhone={byPhone} waits={waits} />
        <TextField {...field('phone')} type="tel" hint={t(phoneReasons[channel])} autoComplete="tel" width="short" />
        <div className={onlyByMail}>
          <TextField
            {...field('email')}
            type="email"
            hint={t(waits ? 'emailWhyWaiting' : 'emailWhy')}
            autoComplete="email"
            spellCheck={false}
          />
        </div>
      </Group>
      {concernDays !== null && (
        <TextArea
          {...field('concern')}
          optional={common('optional')}
          hint={t('concernWhy', { days: concernDays, max: concernMaxLength })}
          rows={3}
        />
      )}
    </div>
  );
}

/** Fields that belong together. Their heading is there only where two people are asked about. */
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-8">
      <legend className={`mb-6 text-xl font-semibold ${onlyForOther}`}>{title}</legend>
      {children}
    </fieldset>
  );
}

type Said = Omit<Texts, 'label'>;

/** Who acts for the member: the name, and what they may have to bring. */
function Representative({ firstName, lastName }: { firstName: Said; lastName: Said }) {
  const t = useTranslations('person.acting');
  return (
    <fieldset aria-describedby="vertretung-hinweis" className={`max-w-form min-w-0 ${well} ${onlyForOther}`}>
      <legend className="contents">
        <span className="block font-semibold">{t('nameTitle')}</span>
      </legend>
      <Hint id="vertretung-hinweis">{t('nameWhy')}</Hint>
      <div className="mt-4 grid gap-6">
        <TextField
          {...firstName}
          label={t('representativeFirstName')}
          autoComplete="section-vertretung given-name"
          spellCheck={false}
        />
        <TextField
          {...lastName}
          label={t('representativeLastName')}
          autoComplete="section-vertretung family-name"
          spellCheck={false}
        />
        <p>{t('authority')}</p>
      </div>
    </fieldset>
  );
}

/** Mail or SMS; whoever has neither is told how to book without. */
function ReachChoice({
  ways,
  typed,
  error,
  byPhone,
  waits,
}: {
  ways: readonly ReachWay[];
  typed: string | undefined;
  error: string | undefined;
  byPhone: Target;
  waits: boolean;
}) {
  const t = useTranslations('person.reach');
  const choice = ways.length > 1;
  return (
    <div className="grid gap-2">
      {choice && (
        <RadioGroup
          name="reachBy"
          label={t('question')}
          hint={t(waits ? 'whyWaiting' : 'why')}
          error={error}
          options={ways.map((value) => ({ value, label: t(value), hint: value === 'sms' ? t('smsWhy') : undefined }))}
          defaultValue={typed ?? 'email'}
          inline
        />
      )}
      <p className="flex max-w-form flex-wrap items-center gap-x-3">
        {t(choice ? 'neither' : 'noEmail')} <TargetLink target={byPhone}>{t('byPhone')}</TargetLink>
      </p>
    </div>
  );
}

const well = 'rounded-md border border-line bg-sunken p-5 max-sm:p-4';

type Texts = { name: string; label: string; defaultValue: string; error: string | undefined };

/** Insurance number or date of birth: two fields under one question, "or" between them. */
function Identity({ kvnr, birthDate }: { kvnr: Texts; birthDate: Texts }) {
  const t = useTranslations('booking.data');
  return (
    <fieldset aria-describedby="identity-hinweis" className={`max-w-form min-w-0 ${well}`}>
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
