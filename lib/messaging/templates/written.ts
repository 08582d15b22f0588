import { createTranslator } from 'use-intl/core';
import { messagesOf } from '#lib/platform/i18n/messages.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';

/** One part of a mail. Both forms, plain text and HTML, are made of the same parts. */
export type MailPart =
  | { kind: 'paragraph'; text: string }
  /** Shown large: a code that people copy */
  | { kind: 'code'; text: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }
  | { kind: 'link'; label: string; url: string };

/** What a template says in one language. Greeting, signature and footer of a mail are added for all alike. */
export interface Written {
  /** Stands on locked screens: nothing secret */
  subject: string;
  title: string;
  parts: MailPart[];
  /** The same, short: at most two parts of an SMS with everything in it */
  sms: string;
}

/** Where a link leads, without the token in its fragment: short enough to be typed. */
export function pageOf(link: string): string {
  const { origin, pathname } = new URL(link);
  return `${origin}${pathname}`;
}

/** The texts of `messages/<language>/mail.json`. */
export const textsOf = (locale: Locale) =>
  createTranslator({ locale, messages: messagesOf(locale), namespace: 'mail' });
