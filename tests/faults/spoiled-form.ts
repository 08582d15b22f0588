/** Forms of our pages as they are sent when somebody makes something else of them. */
import fc from 'fast-check';
import type { HTMLElement } from 'node-html-parser';
import { contactFields } from '#lib/booking/schema.ts';
import { filledIn, type Page, type Typed } from '#tests/setup/scriptless-browser.ts';

export const formsOf = (page: Page): HTMLElement[] =>
  page.html.querySelectorAll('form').filter((form) => form.getAttribute('method')?.toLowerCase() === 'post');

/** What somebody may write who means no good, or knows no better. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\0',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '-1',
    '1e9',
    '2026-02-30',
    '+275760-09-13T00:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    '31.02.1950',
    'weiter',
    'laenger',
    'weg',
    'zeit',
    '000000',
    'annehmen',
    'ablehnen',
    'loeschen',
    '9999-12-31',
    '-'.repeat(36),
    '//boese.example',
    'x'.repeat(20_000),
  ),
);
const value: fc.Arbitrary<string | Blob> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Blob([new Uint8Array(bytes)])) },
);
/** Names that any of the forms reads, and such that none does. The framework's own fields stay as they came: it answers a spoiled one by itself, with 500, before anything of ours runs. */
const names = [
  ...contactFields,
  'zeit',
  'tun',
  'code',
  'token',
  'leistung',
  'kanal',
  'ort',
  'person',
  'wunsch',
  'stand',
  'danach',
  'minuten',
  'buchungscode',
  'reservierung',
  'loesung',
  'wartecode',
  'angebot',
  'bis',
  'ab',
  'tageszeit',
  'mit',
];
export const knownNames = [...names, 'schein', 'zurueck', '__proto__', 'constructor', 'x'.repeat(300)];
export const change = fc.record({
  /** Which of the form's own fields, or one of the others */
  own: fc.option(fc.nat(30)),
  other: fc.constantFrom(...knownNames),
  how: fc.constantFrom('set', 'set', 'set', 'add', 'drop'),
  value,
});

/** The button that the Enter key presses, if it says anything. */
export function pressedOf(form: HTMLElement): Typed {
  const button = form.querySelector('button[name]');
  return button === null ? {} : { [button.getAttribute('name') ?? '']: button.getAttribute('value') ?? '' };
}

type Fields = [string, string | Blob][];

/** A form as it is sent when somebody made something else of it. */
export function spoiled(
  form: HTMLElement,
  changes: readonly (typeof change extends fc.Arbitrary<infer C> ? C : never)[],
): Fields {
  const all: Fields = Object.entries(filledIn(form));
  const framework = all.filter(([name]) => name.startsWith('$ACTION'));
  let fields = all.filter(([name]) => !name.startsWith('$ACTION'));
  fields.push(...Object.entries(pressedOf(form)));
  for (const { own, other, how, value: written } of changes) {
    const name = (own === null ? undefined : fields[own % Math.max(1, fields.length)]?.[0]) ?? other;
    if (how !== 'add') fields = fields.filter(([known]) => known !== name);
    if (how !== 'drop') fields.push([name, written]);
  }
  return [...framework, ...fields];
}
