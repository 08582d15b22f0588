import { expect, type Page, test } from '@playwright/test';
import { book, person } from '../booking/journey.ts';
import { rows } from '../booking/world.ts';
import { demoSignIn, expectSound, makeStaff, signIn, type SignIn, staffPage } from './staff.ts';

interface Booked {
  id: string;
  email: string;
  /** `2026-11-24`, on the clock of the center */
  day: string;
}

/** A member books; @returns the appointment and whose it is. */
async function bookOne(page: Page, who = person()): Promise<Booked & { who: typeof who; advisor: SignIn }> {
  const code = await book(page, who);
  const [booked] = await rows<Booked>(
    `SELECT a.id::text, s.email, to_char(a.starts_at AT TIME ZONE 'Europe/Berlin', 'YYYY-MM-DD') AS day
     FROM appointment a JOIN resource r ON r.id = a.advisor_id JOIN staff s ON s.id = r.staff_id WHERE a.booking_code = $1`,
    [code.replace(' ', '')],
  );
  if (booked === undefined) throw new Error('The booking is not there');
  return { ...booked, who, advisor: demoSignIn(booked.email) };
}

/** Puts the appointment's person into the waiting room. @returns the participant's id */
async function letWait(appointmentId: string, minutes: number): Promise<string> {
  const [made] = await rows<{ id: string }>(
    `WITH room AS (
       INSERT INTO consultation (appointment_id, key_ref) SELECT id, key_ref FROM appointment WHERE id = $1::uuid RETURNING id
     )
     INSERT INTO participant (consultation_id, role, visit_hash, notice_at, waiting_since, last_seen_at)
     SELECT id, 'member', decode(md5(id::text), 'hex'), app_now(), app_now() - make_interval(mins => $2::int), app_now()
     FROM room RETURNING id::text`,
    [appointmentId, minutes],
  );
  return made?.id ?? '';
}

test('the day shows who was booked, what was given, and nobody else’s members (VC14, ID2, LG4)', async ({
  page,
  browser,
}) => {
  const { id, day, who, advisor } = await bookOne(page);
  await signIn(page, advisor);
  await page.goto(staffPage(`?tag=${day}&termin=${id}`));
  const name = `${who.firstName} ${who.lastName}`;
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  for (const text of [who.concern, who.kvnr, who.email]) {
    await expect(page.locator('article')).toContainText(text);
  }
  const looks = () =>
    rows(`SELECT 1 FROM audit_entry WHERE object_id = $1::uuid AND action = 'appointment:viewed'`, [id]);
  const before = (await looks()).length;
  expect(before).toBeGreaterThan(0);
  await page.reload();
  expect(await looks()).toHaveLength(before + 1);

  // The same address, asked for by somebody else, says what it says for an appointment that does not exist.
  const other = await browser.newPage();
  await signIn(other, await makeStaff());
  const answers: string[] = [];
  for (const asked of [id, crypto.randomUUID()]) {
    await other.goto(staffPage(`?tag=${day}&termin=${asked}`));
    await expect(other.getByText('Niemand wartet')).toBeVisible();
    answers.push(await other.locator('main').innerText());
  }
  expect(answers[0]).not.toContain(who.lastName);
  expect(answers[0]).toBe(answers[1]);
  await other.close();
});

test('who waits appears by itself, is said, counted and gone again (VC14)', async ({ page }) => {
  const { id, day, who, advisor } = await bookOne(page);
  await signIn(page, advisor);
  await page.goto(staffPage(`?tag=${day}&termin=${id}`));
  const panel = page.locator('#wartende');
  const name = `${who.firstName} ${who.lastName}`;
  await expect(panel.getByRole('listitem').filter({ hasText: name })).toHaveCount(0);
  await expect(page.locator('article')).toContainText('Noch nicht im Warteraum');
  // The first state must have come: who is in it is not said aloud.
  await expect(panel.locator('[aria-hidden="true"].animate-breathe')).toHaveCount(0);

  const participant = await letWait(id, 7);
  const row = panel.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('7 Min.');
  await expect(panel.getByRole('status')).toContainText(`${name} ist im Warteraum.`);
  await expect(page).toHaveTitle(/^\(\d+\) Mein Tag/);
  await expect(page.locator('article').getByRole('button', { name: 'Einlassen' })).toBeVisible();

  // Under the pointer nothing moves: who left stays in place, told, until the pointer goes.
  await row.hover();
  await rows(`UPDATE participant SET state = 'left', left_at = app_now() WHERE id = $1::uuid`, [participant]);
  await expect(row).toContainText('Wartet nicht mehr.');
  await page.mouse.move(5, 5);
  await expect(row).toHaveCount(0);
  await expect(panel.getByRole('status')).toContainText(`${name} wartet nicht mehr.`);
});

test('without a line the list says from when it is (VC14)', async ({ page, context }) => {
  await signIn(page, await makeStaff());
  await expect(page.getByText('Niemand wartet')).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('Keine Verbindung')).toBeVisible();
  await expect(page.locator('#wartende')).toContainText(/Sie sehen den Stand von \d{1,2}:\d{2} Uhr/);
  await context.setOffline(false);
  await expect(page.getByText('Keine Verbindung')).toBeHidden();
});

test('an open page notices that its session was ended (ID1)', async ({ page }) => {
  const staff = await makeStaff();
  await signIn(page, staff);
  await expect(page.getByText('Niemand wartet')).toBeVisible();
  await rows('UPDATE staff_session SET revoked_at = app_now() WHERE staff_id = $1::uuid', [staff.staffId]);
  await expect(page.getByRole('link', { name: 'Neu anmelden' })).toBeVisible({ timeout: 15_000 });
});

test('goes by keyboard: to the waiting room, the person, the schedule, and lets in (VC14)', async ({ page }) => {
  const { id, day, advisor } = await bookOne(page);
  await signIn(page, advisor);
  await letWait(id, 600);
  await page.goto(staffPage(`?tag=${day}&termin=${id}`));
  const first = page.locator('#wartende').getByRole('button').first();
  await expect(first).toHaveAttribute('title', 'Einlassen (Alt+Umschalt+E)');
  for (const [key, target] of [
    ['W', '#wartende-titel'],
    ['P', '#person-name'],
    ['T', '#tag-titel'],
  ] as const) {
    await page.keyboard.press(`Alt+Shift+${key}`);
    await expect(page.locator(target)).toBeFocused();
  }
  await page.keyboard.press('Alt+Shift+E');
  await page.waitForURL(/\/arbeitsplatz\/videoberatung\/[0-9a-f-]{36}$/);

  // Back at the desk the way into the conversation is there.
  await page.goto(staffPage(`?tag=${day}&termin=${id}`));
  await expect(page.getByRole('link', { name: 'Zurück ins Gespräch' })).toBeVisible();
});

for (const [width, theme] of [
  [320, 'light'],
  [320, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const) {
  test(`is sound at ${width} px, ${theme} (AX1)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { id, day, advisor } = await bookOne(page);
    await letWait(id, 4);
    await signIn(page, advisor);
    await page.goto(staffPage(`?tag=${day}&termin=${id}`));
    await expect(page.locator('#wartende').getByRole('listitem').first()).toBeVisible();
    await expectSound(page);
    await page.goto(staffPage('?tag=2026-01-01', 'en'));
    await expect(page.getByText('You have no appointments on this day.')).toBeVisible();
    await expectSound(page);
  });
}
