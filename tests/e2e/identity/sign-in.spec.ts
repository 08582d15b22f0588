import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { rows } from '../booking/world.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { expectSound, makeStaff, send, signIn, staffPage } from './staff.ts';

const cookieName = '__Host-arbeitsplatz';
const nobody = () => ({ email: `niemand-${randomUUID()}@musterkasse.example`, password: 'nicht dieses' });

for (const javaScriptEnabled of [false, true]) {
  test.describe(`sign-in with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('leads to the own day, and signing out ends it (ID1)', async ({ page, context }) => {
      const staff = await makeStaff();
      await signIn(page, staff);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Heute');
      await expect(page.locator('header').first()).toContainText('Hohenstein-Müller');

      const cookie = (await context.cookies()).find(({ name }) => name === cookieName);
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
      expect(cookie?.domain).toBe(new URL(stackUnderTest().member).hostname);

      await page.getByRole('button', { name: 'Abmelden' }).click();
      await page.waitForURL(/\/arbeitsplatz\/anmelden\?abgemeldet=1/);
      await expect(page.getByText('Sie sind abgemeldet')).toBeVisible();
      expect((await context.cookies()).some(({ name }) => name === cookieName)).toBe(false);

      // Whoever kept a copy of the cookie has nothing in hand.
      if (cookie !== undefined) await context.addCookies([cookie]);
      await page.goto(staffPage());
      await expect(page).toHaveURL(/\/arbeitsplatz\/anmelden$/);
      const trail = await rows<{ action: string }>(
        'SELECT action FROM audit_entry WHERE actor_id = $1 AND object_kind = $2 ORDER BY at',
        [staff.staffId, 'staff_session'],
      );
      expect(trail.map(({ action }) => action)).toEqual(['session:started', 'session:revoked']);
    });

    test('a wrong password and an unknown address get one answer, and the address stays (ID1)', async ({ page }) => {
      const staff = await makeStaff();
      const answers: string[] = [];
      for (const tried of [{ ...staff, password: 'nicht dieses' }, nobody()]) {
        await page.goto(staffPage('/anmelden'));
        const answer = await send(page, tried);
        expect(answer.status()).toBe(422);
        await expect(page.locator('#email')).toHaveValue(tried.email);
        await expect(page.locator('#password')).toHaveValue('');
        await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#fehler-titel')).toBeVisible();
        answers.push((await page.locator('main').innerText()).replace(tried.email, ''));
      }
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain('passen nicht zusammen');
      expect(await rows('SELECT 1 FROM staff_session WHERE staff_id = $1', [staff.staffId])).toEqual([]);
    });

    test('says at each field what is missing (ID1)', async ({ page }) => {
      const bad = [
        { email: '', password: '', texts: ['Ihre dienstliche E-Mail-Adresse ein', 'Ihr Passwort ein'] },
        { email: 'ohne-zeichen', password: 'x', texts: ['mit dem @-Zeichen'] },
        { email: `${'x'.repeat(260)}@musterkasse.example`, password: 'x', texts: ['mit dem @-Zeichen'] },
      ];
      for (const { texts, ...typed } of bad) {
        await page.goto(staffPage('/anmelden'));
        expect((await send(page, typed)).status()).toBe(422);
        for (const text of texts) {
          await expect(page.locator('[aria-labelledby="fehler-titel"]')).toContainText(text);
          await expect(page.locator('form p', { hasText: text })).toBeVisible();
        }
        await expect(page.locator('#email')).toHaveValue(typed.email.slice(0, 254));
      }
    });
  });
}

test('after five tries the sixth is not looked at, whether the address exists or not (ID3)', async ({ page }) => {
  const staff = await makeStaff();
  for (const who of [staff, nobody()]) {
    for (let turn = 0; turn < 5; turn += 1) {
      await page.goto(staffPage('/anmelden'));
      await send(page, { email: who.email, password: `falsch ${turn}` });
      await expect(page.locator('#password-fehler')).toContainText('passen nicht zusammen');
    }
    await page.goto(staffPage('/anmelden'));
    await send(page, who);
    await expect(page.locator('#email-fehler')).toContainText('Bitte warten Sie 15 Minuten');
  }
});

test('a session ended elsewhere is over with the next request (ID1)', async ({ page }) => {
  const staff = await makeStaff();
  await signIn(page, staff);
  await rows('UPDATE staff_session SET revoked_at = app_now() WHERE staff_id = $1', [staff.staffId]);
  await page.reload();
  await expect(page).toHaveURL(/\/arbeitsplatz\/anmelden$/);
  const stream = await page.request.get(`${stackUnderTest().member}/api/arbeitsplatz/wartende`);
  expect(stream.status()).toBe(401);
});

test('whoever signs in anew has one session, not two (ID1)', async ({ page, context }) => {
  const staff = await makeStaff();
  const second = await context.newPage();
  await second.goto(staffPage('/anmelden'));
  await signIn(page, staff);
  await send(second, staff);
  await second.waitForURL((url) => url.href === staffPage());
  const sessions = await rows<{ running: boolean }>(
    'SELECT revoked_at IS NULL AS running FROM staff_session WHERE staff_id = $1 ORDER BY created_at',
    [staff.staffId],
  );
  expect(sessions.map(({ running }) => running)).toEqual([false, true]);
});

test('leads back to where one was going, and nowhere else', async ({ page }) => {
  const staff = await makeStaff();
  await page.goto(staffPage(`?termin=${randomUUID()}`));
  await expect(page).toHaveURL(/anmelden\?weiter=/);
  await send(page, staff);
  await page.waitForURL(/\/arbeitsplatz\?termin=/);

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.goto(staffPage('/anmelden?weiter=https://evil.example/arbeitsplatz'));
  await send(page, staff);
  await page.waitForURL((url) => url.href === staffPage());
});

test('another role finds nothing there (ID2)', async ({ page }) => {
  await page.goto(staffPage('/anmelden'));
  await send(page, await makeStaff('auditor'));
  await page.waitForLoadState('networkidle');
  const answer = await page.goto(staffPage());
  expect(answer?.status()).toBe(404);
});

test('the library for sign-in has no address of its own (ID1)', async ({ page }) => {
  for (const path of ['session', 'csrf', 'providers', 'signin', 'callback/credentials']) {
    const answer = await page.request.get(`${stackUnderTest().member}/api/auth/${path}`);
    expect(answer.status()).toBe(404);
  }
});

test('works by keyboard alone, and the summary leads to the field', async ({ page }) => {
  const staff = await makeStaff();
  await page.goto(staffPage('/anmelden'));
  await page.locator('#email').focus();
  await page.keyboard.type(staff.email);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#password')).toBeFocused();
  await page.keyboard.type(staff.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/arbeitsplatz');
});

for (const width of [320, 1440]) {
  test(`is sound at ${width} px, also with messages (AX1)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(staffPage('/anmelden'));
    await expectSound(page);
    await send(page, { email: '', password: '' });
    await expect(page.locator('#fehler-titel')).toBeVisible();
    await expectSound(page);
    await page.goto(staffPage('/anmelden', 'en'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to your desk');
    await expectSound(page);
  });
}
