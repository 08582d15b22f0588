import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '#lib/platform/i18n/messages.ts';
import { retentionRules } from './gather-retention.ts';
import { renderRetention } from './render-retention.ts';
import { retentionTable, ruleKey } from './retention-table.ts';

describe('the retention table (DP7)', () => {
  it('says in both languages what the rules say, figure by figure', () => {
    const of = (locale: 'de' | 'en', key: string) => retentionTable(locale).find((row) => row.key === key)?.howLong;
    expect(of('de', 'Consultation')).toBe('höchstens 90 Tage nach dem Öffnen des Warteraums');
    expect(of('en', 'Appointment_concern')).toBe('at most 7 days after the appointment');
    expect(of('de', 'Draft')).toBe('2 Stunden nach der letzten Eingabe');
    expect(of('en', 'OneTimeCode')).toBe('30 minutes after it ended');
    const texts = [...retentionTable('de'), ...retentionTable('en')].flatMap(({ what, purpose, howLong }) => [
      what,
      purpose,
      howLong,
    ]);
    expect(texts.filter((text) => text.length < 8 || /[{}]/.test(text))).toEqual([]);
  });

  it('leaves out no clock of data about people, and has no words for one that is gone', () => {
    const keys = retentionTable('de').map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(retentionTable('en').map((row) => row.key)).toEqual(keys);
    for (const locale of ['de', 'en'] as const)
      expect(Object.keys(messagesOf(locale).privacy.retention).toSorted()).toEqual(keys.toSorted());
    const own = retentionRules().filter((rule) => typeof rule.goes === 'string');
    expect(own.filter((rule) => !keys.includes(ruleKey(rule)) && rule.legalBasis !== 'no personal data')).toEqual([]);
  });

  it('is what docs/privacy/retention.md says (otherwise: npm run privacy-docs)', () => {
    expect(readFileSync('docs/privacy/retention.md', 'utf8')).toBe(renderRetention());
  });
});
