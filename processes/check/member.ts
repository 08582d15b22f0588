import type { Page } from '@playwright/test';
import type { Stack } from '../demo/stack.ts';

/** Invented, long and with marks; what is searched for when all is deleted. */
export const memberData = {
  firstName: 'Maximilian-Alexander',
  lastName: 'von und zu Hohenstein-Żółć',
  phone: '030 23125 017',
  phoneStored: '+493023125017',
  kvnr: 'A123456780',
  concern: 'Frage zum Pflegegrad meiner Mutter',
};

/** Answers every question of the booking. @returns the start of the appointment, as an instant */
export async function bookVideo(page: Page, stack: Stack, email: string): Promise<string> {
  await page.goto(`${stack.urls.member}/termin`);
  await page.getByRole('link', { name: /Allgemeine Beratung/ }).click();
  await page.waitForURL(/\/termin\/(weg|zeit)/);
  if (page.url().includes('/weg')) await page.locator('main a[href*="kanal=video"]').click();
  await page.waitForURL(/\/termin\/zeit/);
  const time = page.locator('main button[name="zeit"]').first();
  const startsAt = (await time.getAttribute('value')) ?? '';
  await time.click();
  await page.waitForURL(/\/termin\/daten/);
  await page.locator('input[name="gender"][value="none"]').check();
  for (const name of ['firstName', 'lastName', 'phone', 'kvnr', 'concern'] as const)
    await page.locator(`[name="${name}"]`).fill(memberData[name]);
  await page.locator('[name="email"]').fill(email);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await page.waitForURL(/\/termin\/code/);
  await page.locator('[name="code"]').fill(await codeSentTo(stack, email));
  await page.getByRole('button', { name: 'Termin buchen' }).click();
  await page.waitForURL(/\/termin\/fertig/);
  return startsAt;
}

const codePattern = /\b\d{6}\b/;

async function codeSentTo(stack: Stack, email: string): Promise<string> {
  const mail = await stack.inbox.receiver.waitFor(
    ({ recipients, content }) => recipients.includes(email) && codePattern.test(content.text ?? ''),
    20_000,
  );
  return codePattern.exec(mail.content.text ?? '')?.[0] ?? '';
}

/** The confirmation of a mailbox. @returns the link in it, and its calendar file's name */
export async function confirmationFor(stack: Stack, email: string): Promise<{ link: string; calendar: string }> {
  const mail = await stack.inbox.receiver.waitFor(
    ({ recipients, content }) => recipients.includes(email) && content.attachments.length > 0,
    20_000,
  );
  const link = /https?:\/\/\S+#[\w-]{43}/.exec(mail.content.text ?? '')?.[0];
  const calendar = mail.content.attachments.find(({ mimeType }) => mimeType.startsWith('text/calendar'))?.filename;
  if (link === undefined) throw new Error('The confirmation has no link with its token in the fragment');
  if (calendar === undefined || calendar === null) throw new Error('The confirmation has no calendar file');
  return { link, calendar };
}

/** Link, button, devices, notice: into the waiting room. */
export async function enterWaitingRoom(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Videoberatung öffnen' }).click();
  await page.getByRole('button', { name: 'Kamera und Mikrofon einschalten' }).click();
  await page.getByRole('button', { name: 'Weiter zum Hinweis' }).click();
  await page.getByRole('button', { name: 'Verstanden, in den Warteraum' }).click();
  await page.getByTestId('waiting-room').waitFor();
}
