/**
 * Whatever is posted to the pages of a booking (ID4): each of their forms, with fields changed, gone, repeated, added,
 * or a file in the place of a text, is answered by a page that is no fault; and what is refused has changed nothing.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#prisma/roles.ts';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import { formWith } from '#tests/setup/booking-journey.ts';
import { filledIn, openScriptlessBrowser } from '#tests/setup/scriptless-browser.ts';
import { comeTo, places } from './come-to-page.ts';
import { mistakes } from './mistakes.ts';
import { change, formsOf, hostileText, knownNames, pressedOf, spoiled } from './spoiled-form.ts';

let stack: Stack;

/** Where nothing is posted */
const otherPages = ['', '/fertig', '/pruefung', '/monat', '/dazu', '/weg', '/warteliste', '/warteliste/geloescht'].map(
  (rest) => `/termin${rest}`,
);
const cookies = ['', '-wahl', '-antwort', '-link', '-buchungscode', '-warteliste', '-pruefung'].map(
  (rest) => `__Host-termin${rest}`,
);
/** All together below the 16 kB of headers that the server reads */
const hostileCookies = [
  'x',
  '%',
  '%E0%A4%A',
  '%00',
  '{"kind":"code-wrong"}',
  'A'.repeat(43),
  '2'.repeat(8),
  'z'.repeat(2000),
];

beforeAll(async () => {
  stack = await startStack({ fresh: true });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
}, 60_000);

/**
 * What bookings are; drafts aside: what was typed is kept, also when it is refused (BK5). Offers come and go by the
 * scheduler alone.
 */
async function bookings(): Promise<string> {
  return withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ all: string }>(
      `SELECT concat_ws(' ',
         (SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM appointment a),
         (SELECT md5(string_agg(c::text, '' ORDER BY id)) FROM claim c),
         (SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM waiting_entry e),
         (SELECT count(*) FROM one_time_code), (SELECT count(*) FROM outbox_message WHERE template NOT LIKE 'waiting-offer%')) AS all`,
    );
    return rows[0]?.all ?? '';
  });
}

describe('whatever is posted to a page of a booking (ID4, BK14)', () => {
  it.each(places)('%s answers without a fault', async (place) => {
    const { browser, page } = await comeTo(place, stack);
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
    const query = fc.array(fc.tuple(fc.constantFrom(...knownNames, 'hinweis', 'monat', 'tag', 'seite'), hostileText), {
      maxLength: 4,
    });
    const pages = fc.constantFrom(...places.map(addressOf), ...otherPages, '/en/termin/zeit');
    await fc.assert(
      fc.asyncProperty(pages, query, async (path, asked) => {
        const search = new URLSearchParams(
          [
            ...(/(zeit|warteliste|daten)$/.test(path)
              ? [['leistung', 'allgemeine-beratung'] as const, ['kanal', 'video'] as const]
              : []),
            ...asked.map(([name, written]) => [name, written.slice(0, 2000)] as const),
          ].map(([name, written]) => [name, written]),
        );
        expect((await browser.get(`${path}?${search.toString()}`)).status, path).toBeLessThan(500);
      }),
      { numRuns: 90, endOnFailure: true },
    );
  });

  it('every page answers every cookie without a fault', async () => {
    for (const path of new Set([...places.map(addressOf), ...otherPages]))
      for (const value of hostileCookies) {
        const browser = openScriptlessBrowser(stack.urls.member, stack.urls.member);
        for (const name of cookies) browser.setCookie(name, value);
        expect((await browser.get(path)).status, `${path} ${value.slice(0, 40)}`).toBeLessThan(500);
      }
  });

  it.each(['/termin/daten', '/termin/warteliste/daten', '/termin/warteliste/code'])(
    '%s does not read far too much, and changes nothing',
    async (place) => {
      const { browser, page } = await comeTo(place, stack);
      const form = formWith(page, place.endsWith('code') ? 'code' : 'lastName');
      const before = await bookings();
      const fields = Object.entries({ ...filledIn(form), ...pressedOf(form), phone: '0'.repeat(2_000_000) });
      expect((await browser.postAnything(page, form, fields)).status).toBe(413);
      expect(await bookings()).toBe(before);
    },
  );

  it.each(mistakes)(
    '$place keeps what was typed by mistake, and says what to do in the language of the page',
    async ({ place, typed = {}, sent = {}, said }) => {
      const { browser, page: german } = await comeTo(place, stack);
      for (const language of ['de', 'en'] as const) {
        const page = language === 'de' ? german : await browser.get(`/en${german.path}`);
        const [name = ''] = Object.keys(typed).concat(Object.keys(sent).at(-1) ?? []);
        const form = formWith(page, name);
        const before = await bookings();
        const answer = await browser.post(page, form, typed, { ...pressedOf(form), ...sent });
        expect(answer.status).toBe(422);
        expect(await bookings()).toBe(before);
        expect(answer.html.querySelector('html')?.getAttribute('lang')).toBe(language);
        expect(answer.html.textContent).toContain(said(language));
        expect(filledIn(formWith(answer, name))).toMatchObject(typed);
      }
    },
  );
});

/** The address of a place: some are named with a state. */
function addressOf(place: string): string {
  return place.split(' ')[0] ?? '';
}
