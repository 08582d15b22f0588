import type { Page } from '@playwright/test';

/** Goes on with the Tab key to what fits. @throws after 80 presses */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`The Tab key never comes to ${selector}`);
}
