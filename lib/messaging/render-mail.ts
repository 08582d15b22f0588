import { brand } from '#lib/platform/brand.ts';
import { htmlMail } from './html-mail.ts';
import type { Message } from './schema.ts';
import { type MailPart, textsOf } from './templates/written.ts';
import { writeMessage } from './write-message.ts';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail in its language, as plain text and as HTML that says the same. */
export function renderMail(message: Message): RenderedMail {
  const { locale } = message;
  const t = textsOf(locale);
  const { subject, title, parts } = writeMessage(message);
  const all: MailPart[] = [
    { kind: 'paragraph', text: t('greeting') },
    ...parts,
    { kind: 'paragraph', text: t('signature', { insurer: brand.name }) },
  ];
  const footer = t('footer', { insurer: brand.legalName, phone: brand.phone.display });
  return { subject, text: textMail(all, footer), html: htmlMail({ locale, title, parts: all, footer }) };
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
