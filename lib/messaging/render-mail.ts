import { createTranslator } from 'use-intl/core';
import { brand } from '#lib/platform/brand.ts';
import { formatClock, formatDayAndClock } from '#lib/platform/format-time.ts';
import { messagesOf } from '#lib/platform/i18n/messages.ts';
import { Temporal } from '#lib/platform/time.ts';
import { htmlMail } from './html-mail.ts';
import type { Mail, MailValues } from './schema.ts';

/** One part of a mail. Both forms, plain text and HTML, are made of the same parts. */
export type MailPart =
  | { kind: 'paragraph'; text: string }
  /** Shown large: a code that people copy */
  | { kind: 'code'; text: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }
  | { kind: 'link'; label: string; url: string };

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail in its language, as plain text and as HTML that says the same. */
export function renderMail(mail: Mail): RenderedMail {
  const t = translator(mail.locale);
  const { subject, title, parts } =
    mail.template === 'one-time-code' ? codeMail(mail.values, mail.locale) : confirmationMail(mail.values, mail.locale);
  const all: MailPart[] = [
    { kind: 'paragraph', text: t('greeting') },
    ...parts,
    { kind: 'paragraph', text: t('signature', { insurer: brand.name }) },
  ];
  const footer = t('footer', { insurer: brand.legalName, phone: brand.phone.display });
  return { subject, text: textMail(all, footer), html: htmlMail({ locale: mail.locale, title, parts: all, footer }) };
}

interface Draft {
  subject: string;
  title: string;
  parts: MailPart[];
}

const translator = (locale: Mail['locale']) =>
  createTranslator({ locale, messages: messagesOf(locale), namespace: 'mail' });

function codeMail({ code, validUntil, zone }: MailValues<'one-time-code'>, locale: Mail['locale']): Draft {
  const t = translator(locale);
  const until = formatClock(Temporal.Instant.from(validUntil), zone, locale);
  return {
    subject: t('code.subject'),
    title: t('code.subject'),
    parts: [
      { kind: 'paragraph', text: t('code.intro') },
      { kind: 'code', text: code },
      { kind: 'paragraph', text: t('code.validity', { until }) },
      { kind: 'paragraph', text: t('code.never') },
      { kind: 'paragraph', text: t('code.notYou') },
    ],
  };
}

function confirmationMail(values: MailValues<'appointment-confirmed'>, locale: Mail['locale']): Draft {
  const t = translator(locale);
  const when = formatDayAndClock(Temporal.Instant.from(values.startsAt), values.zone, locale);
  const facts = [
    { label: t('confirmed.when'), value: when },
    { label: t('confirmed.how'), value: t(`confirmed.channel.${values.channel}`) },
    ...(values.place === null
      ? []
      : [{ label: t('confirmed.where'), value: `${values.place.name}, ${values.place.street}, ${values.place.city}` }]),
    { label: t('confirmed.bookingCode'), value: values.bookingCode },
  ];
  return {
    subject: t('confirmed.subject', { when }),
    title: t('confirmed.title'),
    parts: [
      { kind: 'paragraph', text: t('confirmed.intro') },
      { kind: 'facts', facts },
      { kind: 'paragraph', text: t(`confirmed.next.${values.channel}`) },
      { kind: 'link', label: t(`confirmed.link.${values.channel}`), url: values.link },
      { kind: 'paragraph', text: t('confirmed.calendar') },
      { kind: 'paragraph', text: t('confirmed.cannotCome', { phone: brand.phone.display }) },
    ],
  };
}

function textMail(parts: readonly MailPart[], footer: string): string {
  return `${[...parts.map(plain), '-- ', footer].join('\n\n')}\n`;
}

function plain(part: MailPart): string {
  switch (part.kind) {
    case 'paragraph':
      return part.text;
    case 'code':
      return `    ${part.text}`;
    case 'facts':
      return part.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'link':
      return `${part.label}:\n${part.url}`;
  }
}
