import type { RetentionRule } from '#lib/platform/retention.ts';
import { retentionRules } from './gather-retention.ts';
import { type RetentionRow, retentionTable } from './retention-table.ts';

/** docs/privacy/retention.md: every clock, for people in both languages and for builders by model and field (DP7). */
export function renderRetention(): string {
  const german = retentionTable('de');
  const english = retentionTable('en');
  return [
    '# How long what is kept',
    'Generated from the rules that the purge follows (`lib/*/retention.ts`) by `npm run privacy-docs`; a test compares. Do not edit.',
    'A value is unreadable from the moment its clock ends. Its data key is destroyed and its row removed by the next purge, which runs every hour. ' +
      '"90 days" means: physically gone before day 90 ends, counted in legal days (Europe/Berlin), so the purge of day 89 removes it.',
    '## Über Versicherte',
    people(
      ['Was', 'Wofür', 'Wie lange', 'Rechtsgrundlage'],
      german.filter(({ about }) => about === 'member'),
    ),
    '## About members',
    people(
      ['What', 'For what', 'How long', 'Legal basis'],
      english.filter(({ about }) => about === 'member'),
    ),
    '## Über Mitarbeitende',
    people(
      ['Was', 'Wofür', 'Wie lange', 'Rechtsgrundlage'],
      german.filter(({ about }) => about === 'staff'),
    ),
    '## About staff',
    people(
      ['What', 'For what', 'How long', 'Legal basis'],
      english.filter(({ about }) => about === 'staff'),
    ),
    '## Every model and field',
    '"All other" are the stored fields that no other rule for the same rows names.',
    table(
      ['Model', 'Fields', 'Rows', 'Purpose', 'Legal basis', 'Kept', 'Goes', 'Data key'],
      retentionRules().map(cells),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function people(heads: readonly string[], rows: readonly RetentionRow[]): string {
  return table(
    heads,
    rows.map(({ what, purpose, howLong, legalBasis }) => [what, purpose, howLong, legalBasis]),
  );
}

function cells(rule: RetentionRule): string[] {
  const { model, fields, when, purpose, legalBasis, goes, keyRef } = rule;
  return [
    model,
    fields === '*' ? 'all other' : fields.join(', '),
    Object.entries(when ?? {})
      .map(([field, values]) => `${field}: ${values.join(', ')}`)
      .join('; ') || 'all',
    purpose,
    legalBasis,
    kept(rule),
    typeof goes === 'string' ? (goes === 'row' ? 'the row' : 'the fields') : `with ${goes.with}`,
    keyRef === undefined ? '' : 'destroyed',
  ];
}

function kept({ keep, startsAt, goes }: RetentionRule): string {
  if (typeof goes === 'object') return `as long as its ${goes.with}`;
  if (keep === 'in-use') return 'while in use';
  if (keep === 'until') return `until ${startsAt}`;
  return 'days' in keep ? `${keep.days} days from ${startsAt}` : `${keep.minutes} minutes from ${startsAt}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (values: readonly string[]) => `| ${values.map((value) => value.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
