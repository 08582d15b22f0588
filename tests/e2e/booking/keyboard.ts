import type { Page, Response } from '@playwright/test';
import { answerToPost } from './journey.ts';

/** Goes on with the Tab key to what fits. @throws after 80 presses */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`The Tab key never comes to ${selector}`);
}

/** Presses the Enter key where the focus is, and waits for the answer to the post that it makes. */
export async function pressEnter(page: Page): Promise<Response> {
  const [answer] = await Promise.all([answerToPost(page), page.keyboard.press('Enter')]);
  return answer;
}
