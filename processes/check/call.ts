import type { Page } from '@playwright/test';

/** The four words behind "Mehr"; the panel is closed again. */
export async function safetyWords(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Mehr/ }).click();
  const words = page.getByTestId('safety-words');
  await words.waitFor();
  const text = (await words.innerText()).trim().replaceAll(/\s+/g, ' ');
  await page.getByRole('button', { name: /^Mehr/ }).click();
  return text;
}

/** Writes a message; the chat stays open. */
export async function write(page: Page, text: string): Promise<void> {
  const field = page.locator('#chat-text');
  if (!(await field.isVisible())) await page.getByRole('button', { name: /^Chat/ }).click();
  await field.fill(text);
  await page.getByRole('button', { name: 'Senden' }).click();
  await page.locator('ol li', { hasText: text }).waitFor();
}

/** Waits for what the other side wrote. */
export async function read(page: Page, text: string): Promise<void> {
  if (!(await page.locator('#chat-text').isVisible())) await page.getByRole('button', { name: /^Chat/ }).click();
  await page.locator('ol li', { hasText: text }).waitFor();
}
