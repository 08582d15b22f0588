import { createTranslator } from 'use-intl/core';
import { type Messages, messagesOf } from '#lib/platform/i18n/messages.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { retentionRules } from './gather-retention.ts';
import { subjectData } from './gather-subject-data.ts';

/** One clock in words, for the privacy page and the documents. */
export interface RetentionRow {
  /** The rule's name; the same in every language */
  key: string;
  about: 'member' | 'staff';
  what: string;
  purpose: string;
  howLong: string;
  legalBasis: string;
}

/** The model, with what tells the rule apart from others of the model: `Appointment_video`, `Appointment_concern`. */
export function ruleKey(rule: RetentionRule): string {
  const fields = rule.goes === 'fields' && rule.fields !== '*' ? rule.fields : [];
  return [rule.model, ...fields, ...Object.values(rule.when ?? {}).flat()].join('_');
}

/**
 * All clocks of data about people, in words, in the order of the domains. What goes with something else is named there.
 * The figures come from the rules that the purge itself follows, so no page can promise anything else.
 */
export function retentionTable(locale: Locale): RetentionRow[] {
  const ofMembers = subjectData().flatMap((domain) => domain.subjectModels);
  const messages = messagesOf(locale);
  const length = createTranslator({ locale, messages, namespace: 'privacy.howLong' });
  const words = createTranslator({ locale, messages, namespace: 'privacy.retention' });
  const shown = retentionRules().filter(
    (rule) => rule.legalBasis !== 'no personal data' && typeof rule.goes === 'string',
  );
  return shown.map((rule) => {
    const key = ruleKey(rule);
    if (!hasWords(key)) throw new Error(`No words for the retention rule ${key}`);
    return {
      key,
      about: ofMembers.includes(rule.model) ? 'member' : 'staff',
      what: words(`${key}.what`),
      purpose: words(`${key}.purpose`),
      howLong: howLong(rule, words(`${key}.from`), length),
      legalBasis: locale === 'de' ? german(rule.legalBasis) : rule.legalBasis.replace('DSGVO', 'GDPR'),
    };
  });
}

type Worded = keyof Messages['privacy']['retention'];

function hasWords(key: string): key is Worded {
  return key in messagesOf('de').privacy.retention;
}

type Say = (unit: 'days' | 'hours' | 'minutes' | 'inUse', values: { count: number; from: string }) => string;

function howLong({ keep, lasts, model }: RetentionRule, from: string, say: Say): string {
  if (keep === 'in-use') return say('inUse', { count: 0, from });
  if (keep === 'until' && lasts === undefined) throw new Error(`How long does ${model} last as a rule?`);
  const clock = keep === 'until' ? (lasts ?? { minutes: 0 }) : keep;
  if ('days' in clock) return say('days', { count: clock.days, from });
  const hours = clock.minutes / 60;
  return Number.isInteger(hours)
    ? say('hours', { count: hours, from })
    : say('minutes', { count: clock.minutes, from });
}

/** "Art. 6(1)(b) DSGVO" as German law is quoted: "Art. 6 Abs. 1 Buchst. b DSGVO" */
function german(basis: string): string {
  return basis.replace(/(\d+)\((\d+)\)\((\w)\)/g, '$1 Abs. $2 Buchst. $3').replace(' with ', ' mit ');
}
