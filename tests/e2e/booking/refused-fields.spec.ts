import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fillIn, type Person, person, press, toData } from './journey.ts';
import { everythingBooked, rows } from './world.ts';

const texts = JSON.parse(readFileSync('messages/de/booking.json', 'utf8')) as { fieldErrors: Record<string, string> };
const says = (key: string, max = 80): string =>
  (texts.fieldErrors[key] ?? `no text ${key}`).replace('{max}', String(max));

type Bad = { field: keyof Person; values: readonly string[]; text: string };

/** Each field with what it refuses. An absent value is an empty one. */
const refused: readonly Bad[] = [
  { field: 'gender', values: [''], text: says('gender') },
  { field: 'firstName', values: ['', '   '], text: says('firstNameMissing') },
  { field: 'firstName', values: ['x'.repeat(81)], text: says('firstNameLong') },
  { field: 'firstName', values: ['Jo\u0000hanna', 'Jo\u200bhanna\u0007'], text: says('firstNameMalformed') },
  { field: 'lastName', values: ['', '   '], text: says('lastNameMissing') },
  { field: 'lastName', values: ['Żółć'.repeat(21)], text: says('lastNameLong') },
  { field: 'lastName', values: ['Mül\u0007ler'], text: says('lastNameMalformed') },
  { field: 'phone', values: [''], text: says('phoneMissing') },
  {
    field: 'phone',
    values: ['12', 'null dreißig', '+49', '030 12345678901234567', '<script>1</script>'],
    text: says('phoneMalformed'),
  },
  { field: 'email', values: [''], text: says('emailMissing') },
  {
    field: 'email',
    values: ['name', 'name@', '@beispiel.de', 'a b@beispiel.de', 'a@b', `${'x'.repeat(260)}@beispiel.de`],
    text: says('emailMalformed'),
  },
  { field: 'kvnr', values: [''], text: says('identityMissing') },
  {
    field: 'kvnr',
    values: ['A123456789', '1234567890', 'A12345678', 'A1234567801', 'ÄB23456780'],
    text: says('kvnrMalformed'),
  },
  { field: 'birthDate', values: ['31.2.1951', '7. März 1951', '51', '1951-13-01'], text: says('birthDateMalformed') },
  { field: 'birthDate', values: ['1.1.2200', '1.1.1800'], text: says('birthDateRange') },
  { field: 'concern', values: ['x'.repeat(501)], text: says('concernLong', 500) },
];

test.describe('bad input without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const { field, values, text } of refused) {
    test(`${field}: "${text}" (BK2, BK3, BK11)`, async ({ page }) => {
      await toData(page);
      const who = person();
      await fillIn(page, { ...who, gender: field === 'gender' ? '' : who.gender, [field]: '' });
      const before = await everythingBooked();
      for (const value of values) {
        if (field !== 'gender') await fillIn(page, { [field]: value });
        const answer = await press(page, 'Code schicken');
        expect(answer.status(), `status for ${JSON.stringify(value)}`).toBe(422);
        await expect(page.locator(`#${field}-fehler`)).toHaveText(text);
        await expect(page.locator(`a[href="#${field}"]`)).toHaveText(text);
        await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
        await expect(page).toHaveTitle(/^Bitte nachsehen: /);
        if (field !== 'gender') expect(printable(await page.locator(`#${field}`).inputValue())).toBe(printable(value));
        for (const [name, typed] of Object.entries(who)) {
          if (name === field) continue;
          if (name === 'gender') await expect(page.locator(`input[value="${typed}"]`)).toBeChecked();
          else await expect(page.locator(`#${name}`)).toHaveValue(typed);
        }
        expect(await everythingBooked()).toBe(before);
      }
    });
  }
});

/** A browser drops or replaces what cannot be shown when it parses the page. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '');
}

test('with JavaScript all fields at once: summary has the focus, leads to each field, and nothing typed is lost (BK11)', async ({
  page,
}) => {
  await toData(page);
  await fillIn(page, { phone: '12', email: 'name@', birthDate: '31.2.1951', concern: 'Höherstufung' });
  const before = await everythingBooked();
  expect((await press(page, 'Code schicken')).status()).toBe(422);
  const summary = page.locator('[aria-labelledby="fehler-titel"]');
  await expect(summary).toBeFocused();
  await expect(summary.locator('a')).toHaveText([
    says('gender'),
    says('firstNameMissing'),
    says('lastNameMissing'),
    says('birthDateMalformed'),
    says('phoneMalformed'),
    says('emailMalformed'),
  ]);
  for (const field of ['gender', 'firstName', 'lastName', 'phone', 'email', 'birthDate']) {
    await summary.locator(`a[href="#${field}"]`).click();
    await expect(page.locator(`#${field}`)).toBeFocused();
  }
  await expect(page.locator('#phone')).toHaveValue('12');
  await expect(page.locator('#concern')).toHaveValue('Höherstufung');
  expect(await everythingBooked()).toBe(before);

  await fillIn(page, { firstName: 'Thị Ánh' });
  await press(page, 'Code schicken');
  await expect(summary, 'the same page refused again is told again').toBeFocused();
  await expect(page.locator('#firstName')).toHaveValue('Thị Ánh');
});

test('neither number nor date of birth: both fields say so, the summary once (BK2)', async ({ page }) => {
  await toData(page);
  await fillIn(page, { ...person(), kvnr: '' });
  await press(page, 'Code schicken');
  await expect(page.locator('#kvnr-fehler')).toHaveText(says('identityMissing'));
  await expect(page.locator('#birthDate-fehler')).toHaveText(says('identityMissing'));
  await expect(page.locator('[aria-labelledby="fehler-titel"] a')).toHaveCount(1);
});

test('nothing that was typed can be read in the database (DP2, LG3)', async ({ page }) => {
  const who = person({ firstName: 'Wilhelmine-Charlotte', email: 'unvollstaendig@', concern: 'Unlesbares Stichwort' });
  await toData(page);
  await fillIn(page, who);
  await press(page, 'Code schicken');
  const [found] = await rows<{ found: string }>(
    `SELECT count(*) AS found FROM draft WHERE position(convert_to('Wilhelmine', 'UTF8') in content) > 0 OR position(convert_to('Unlesbares', 'UTF8') in content) > 0`,
  );
  expect(found?.found).toBe('0');
});
