/**
 * Whatever is posted to the pages of a booking (ID4): each of their forms, with fields changed, gone, repeated, added,
 * or a file in the place of a text, is answered by a page that is no fault; and what is refused has changed nothing.
 */
import fc from 'fast-check';
import type { HTMLElement } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeTimesAnswer } from '#lib/booking/api-schema.ts';
import { contactFields } from '#lib/booking/schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import { withClient } from '#prisma/roles.ts';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import { offeredTimes, person, pressTime, sendData, timesPath } from '#tests/setup/booking-journey.ts';
import { openApiClient } from '#tests/setup/api-client.ts';
import { filledIn, openScriptlessBrowser, type Page, type ScriptlessBrowser } from '#tests/setup/scriptless-browser.ts';
import { bookAndOpen } from './booked-member.ts';

let stack: Stack;
let people = 900;

beforeAll(async () => {
  stack = await startStack({ fresh: true });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
}, 60_000);

/** Where something is typed or pressed on the way to an appointment; each is reached over the ones before it. */
const booking = ['/termin/zeit', '/termin/daten', '/termin/code'];
/** The same for whoever has one and proved the mailbox. */
const changing = ['', '/anzeigen', '/verschieben', '/weg', '/absagen'].map((rest) => `/termin/mein${rest}`);
const places = [...booking, ...changing];
const otherPages = ['', '/fertig', '/pruefung', '/monat', '/dazu', '/weg'].map((rest) => `/termin${rest}`);

/** A browser that has come so far. */
async function walkTo(place: string): Promise<{ browser: ScriptlessBrowser; page: Page }> {
  const browser = openScriptlessBrowser(stack.urls.member, stack.urls.member);
  if (changing.includes(place)) {
    browser.setCookie('__Host-termin', await openedToken());
    return { browser, page: await browser.get(place) };
  }
  const times = await browser.get(timesPath);
  if (place === '/termin/zeit') return { browser, page: times };
  const data = await pressTime(browser, times, offeredTimes(times).at(-1 - (people % 7)) ?? '');
  if (place === '/termin/daten') return { browser, page: data };
  return { browser, page: await sendData(browser, data, person(people++)) };
}

/** What a browser is known by that may change an appointment for half an hour. */
async function openedToken(): Promise<string> {
  const client = openApiClient(() => stack.urls.member);
  const choice = { service: 'allgemeine-beratung', channel: 'video' };
  const from = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 7 });
  const days = { from: from.toString(), to: from.add({ days: 10 }).toString(), limit: '20' };
  const free = freeTimesAnswer.parse((await client.send('listFreeTimes', { query: { ...choice, ...days } })).json);
  const startsAt = free.items.at(-1 - (people % 7))?.startsAt;
  return (await bookAndOpen(stack, client, { ...choice, startsAt })).client.token;
}

const formsOf = (page: Page): HTMLElement[] =>
  page.html.querySelectorAll('form').filter((form) => form.getAttribute('method')?.toLowerCase() === 'post');

const text = fc.oneof(
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
    '//boese.example',
    'x'.repeat(20_000),
  ),
);
const value: fc.Arbitrary<string | Blob> = fc.oneof(
  { weight: 6, arbitrary: text },
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
];
const more = [...names, 'schein', 'zurueck', '__proto__', 'constructor', 'x'.repeat(300)];
const change = fc.record({
  /** Which of the form's own fields, or one of the others */
  own: fc.option(fc.nat(30)),
  other: fc.constantFrom(...more),
  how: fc.constantFrom('set', 'set', 'set', 'add', 'drop'),
  value,
});

type Fields = [string, string | Blob][];

/** A form as it is sent when somebody made something else of it. */
function spoiled(
  form: HTMLElement,
  changes: readonly (typeof change extends fc.Arbitrary<infer C> ? C : never)[],
): Fields {
  const all: Fields = Object.entries(filledIn(form));
  const framework = all.filter(([name]) => name.startsWith('$ACTION'));
  let fields = all.filter(([name]) => !name.startsWith('$ACTION'));
  const pressed = form.querySelector('button[name]');
  if (pressed !== null) fields.push([pressed.getAttribute('name') ?? '', pressed.getAttribute('value') ?? '']);
  for (const { own, other, how, value: written } of changes) {
    const name = (own === null ? undefined : fields[own % Math.max(1, fields.length)]?.[0]) ?? other;
    if (how !== 'add') fields = fields.filter(([known]) => known !== name);
    if (how !== 'drop') fields.push([name, written]);
  }
  return [...framework, ...fields];
}

/** What bookings are; drafts aside: what was typed is kept, also when it is refused (BK5). */
async function bookings(): Promise<string> {
  return withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ all: string }>(
      `SELECT concat_ws(' ',
         (SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM appointment a),
         (SELECT md5(string_agg(c::text, '' ORDER BY id)) FROM claim c),
         (SELECT count(*) FROM one_time_code), (SELECT count(*) FROM outbox_message)) AS all`,
    );
    return rows[0]?.all ?? '';
  });
}

describe('whatever is posted to a page of a booking (ID4, BK14)', () => {
  it.each(places)('%s answers without a fault', async (place) => {
    const { browser, page } = await walkTo(place);
    const forms = formsOf(page);
    let posts = 0;
    for (const [n] of forms.entries()) {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          // The page as it is now; a post may have led on.
          const now = await browser.get(page.path);
          const form = formsOf(now)[n] ?? forms[n]!;
          const before = await bookings();
          const answer = await browser.postAnything(now, form, spoiled(form, changes));
          posts += 1;
          expect(answer.status, answer.path).toBeLessThan(500);
          const refused = answer.status >= 400;
          expect(refused ? await bookings() : before).toBe(before);
        }),
        { numRuns: 12, endOnFailure: true },
      );
    }
    expect(posts).toBeGreaterThan(0);
  });

  it('every page answers every address without a fault', async () => {
    const browser = openScriptlessBrowser(stack.urls.member, stack.urls.member);
    const query = fc.array(fc.tuple(fc.constantFrom(...more, 'hinweis', 'monat', 'tag', 'seite'), text), {
      maxLength: 4,
    });
    const pages = fc.constantFrom(...places, ...otherPages, '/en/termin/zeit');
    await fc.assert(
      fc.asyncProperty(pages, query, async (path, asked) => {
        const search = new URLSearchParams(
          [
            ...(path.endsWith('zeit')
              ? [['leistung', 'allgemeine-beratung'] as const, ['kanal', 'video'] as const]
              : []),
            ...asked.map(([name, written]) => [name, written.slice(0, 2000)] as const),
          ].map(([name, written]) => [name, written]),
        );
        expect((await browser.get(`${path}?${search.toString()}`)).status, path).toBeLessThan(500);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
