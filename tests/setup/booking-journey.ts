/** The steps of a booking without scripts, for tests that need many of them. */
import type { HTMLElement } from 'node-html-parser';
import type { ReceivedMail } from '#processes/demo/mail-receiver.ts';
import type { Stack } from '#processes/demo/stack.ts';
import type { Page, ScriptlessBrowser } from './scriptless-browser.ts';

export const timesPath = '/termin/zeit?leistung=allgemeine-beratung&kanal=video';

/** An invented person; `n` makes the mailbox and the name its own. */
export function person(n: number): Record<string, string> {
  return {
    gender: 'none',
    firstName: 'Łukasz',
    lastName: `Hohenstein-Müller ${'abcdefghij'[n % 10]}${'abcdefghij'[Math.floor(n / 10) % 10]}${'abcdefghij'[Math.floor(n / 100) % 10]}`,
    phone: '0221 4710815',
    email: `mitglied-${n}@post.example`,
    birthDate: '24.11.1946',
  };
}

/** The form whose buttons or fields bear this name. @throws when the page has none */
export function formWith(page: Page, name: string): HTMLElement {
  const field = page.html.querySelector(`form [name="${name}"]`);
  const form = field?.closest('form');
  if (!form) throw new Error(`No form with "${name}" on ${page.path} (${page.status}): ${headingOf(page)}`);
  return form;
}

export function headingOf(page: Page): string {
  return page.html.querySelector('h1')?.textContent.trim() ?? '(no heading)';
}

/** The times that a page offers, as the values of their buttons. */
export function offeredTimes(page: Page): string[] {
  return page.html.querySelectorAll('button[name="zeit"]').flatMap((button) => button.getAttribute('value') ?? []);
}

/** Presses a time. The answer is the data form, or the page of times with a word and others to choose from. */
export async function pressTime(browser: ScriptlessBrowser, page: Page, time: string): Promise<Page> {
  return browser.post(page, formWith(page, 'zeit'), {}, { zeit: time });
}

export async function sendData(browser: ScriptlessBrowser, page: Page, data: Record<string, string>): Promise<Page> {
  return browser.post(page, formWith(page, 'lastName'), data, { tun: 'weiter' });
}

export async function sendCode(browser: ScriptlessBrowser, page: Page, code: string): Promise<Page> {
  return browser.post(page, formWith(page, 'code'), { code }, { tun: 'buchen' });
}

/** Mails to a mailbox with a six-digit code in them are codes, all others are not. */
export function codeIn(mail: ReceivedMail): string | undefined {
  return /\b(\d{6})\b/.exec(mail.content.text ?? '')?.[1];
}

/** Waits for the code that was sent to a mailbox. */
export async function codeFor(stack: Stack, email: string, patience = 30_000): Promise<string> {
  const mail = await stack.inbox.receiver.waitFor(
    (candidate) => candidate.recipients.includes(email) && codeIn(candidate) !== undefined,
    patience,
  );
  return codeIn(mail) ?? '';
}
