/**
 * The whole stack (two web processes of the production build, scheduler, PostgreSQL, SMTP) while fifty people want the
 * same and processes are killed. Everything goes through the pages' own forms.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import type { WebProcess } from '#processes/demo/web.ts';
import { withClient } from '#prisma/roles.ts';
import {
  codeFor,
  codeIn,
  headingOf,
  offeredTimes,
  person,
  pressTime,
  sendCode,
  sendData,
  timesPath,
} from '#tests/setup/booking-journey.ts';
import { openScriptlessBrowser, type Page, type ScriptlessBrowser } from '#tests/setup/scriptless-browser.ts';

const members = 50;

let stack: Stack;
let second: WebProcess;
let nextPerson = 0;

beforeAll(async () => {
  stack = await startStack({ fresh: true });
  second = await stack.startWeb();
}, 300_000);

afterAll(async () => {
  await stack?.stop();
}, 60_000);

const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
  withClient(stack.migrateUrl, async (client) => (await client.query<Row>(text, values)).rows);

/** A browser that the balancer sends to one of the two processes. */
function browserOn(n: number): ScriptlessBrowser {
  const base = n % 2 === 0 ? stack.urls.member : second.url;
  return openScriptlessBrowser(base, stack.urls.member);
}

type Booking = { browser: ScriptlessBrowser; email: string; page: Page };

/** Holds the first time on offer and sends the data: one member who waits for the code. */
async function untilCode(browser: ScriptlessBrowser): Promise<Booking> {
  const data = person(nextPerson++);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const times = await browser.get(timesPath);
    const time = offeredTimes(times)[0];
    if (time === undefined) throw new Error(`No time on offer: ${headingOf(times)}`);
    const held = await pressTime(browser, times, time);
    if (held.status === 422) continue;
    expect(held.status, headingOf(held)).toBe(200);
    const page = await sendData(browser, held, data);
    expect(page.path, headingOf(page)).toBe('/termin/code');
    return { browser, email: data['email'] ?? '', page };
  }
  throw new Error('The time was taken five times in a row');
}

/** How many confirmed appointments there are, and how many claims overlap another on their resource. */
async function truth(): Promise<{ confirmed: number; overlaps: number }> {
  const [row] = await query<{ confirmed: number; overlaps: number }>(`
    SELECT (SELECT count(*)::int FROM appointment WHERE state = 'confirmed') AS confirmed,
      (SELECT count(*)::int FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
        AND int4range(a.start_step, a.end_step) && int4range(b.start_step, b.end_step)) AS overlaps`);
  return row ?? { confirmed: -1, overlaps: -1 };
}

describe('many at once over two web processes', () => {
  it(`BK14 BK5 ${members} choose the same time: exactly one holds it, everyone else is offered other times`, async () => {
    const [advisor] = await query<{ id: string }>(
      "SELECT resource.id FROM resource JOIN staff ON staff.id = resource.staff_id WHERE staff.email = 'schaefer@musterkasse.example'",
    );
    const path = `${timesPath}&mit=${advisor?.id}`;
    const browsers = Array.from({ length: members }, (_, n) => browserOn(n));
    const pages = await Promise.all(browsers.map((browser) => browser.get(path)));
    const time = offeredTimes(pages[0] as Page)[0] ?? '';
    expect(time).not.toBe('');

    const answers = await Promise.all(browsers.map((browser, n) => pressTime(browser, pages[n] as Page, time)));

    const winners = answers.filter((answer) => answer.path.startsWith('/termin/daten'));
    const others = answers.filter((answer) => !winners.includes(answer));
    expect(winners).toHaveLength(1);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([422]));
    for (const answer of others) {
      expect(offeredTimes(answer).length).toBeGreaterThanOrEqual(3);
      expect(offeredTimes(answer)).not.toContain(time);
    }
    const [{ held } = { held: -1 }] = await query<{ held: number }>(
      "SELECT count(*)::int AS held FROM appointment WHERE advisor_id = $1 AND starts_at = $2 AND state = 'held'",
      [advisor?.id, time],
    );
    expect(held).toBe(1);
    expect((await truth()).overlaps).toBe(0);
  });

  it(`BK14 MS4 ${members} confirm different times at once: all are booked, each gets one mail`, async () => {
    const before = await truth();
    const bookings: Booking[] = [];
    for (let n = 0; n < members; n += 1) bookings.push(await untilCode(browserOn(n)));
    const codes = await Promise.all(bookings.map(({ email }) => codeFor(stack, email)));

    const answers = await Promise.all(
      bookings.map(({ browser, page }, n) => {
        // Hopping: whoever held on one process confirms on the other.
        browser.moveTo(n % 2 === 0 ? second.url : stack.urls.member);
        return sendCode(browser, page, codes[n] ?? '');
      }),
    );

    expect(answers.map(({ path }) => path)).toEqual(bookings.map(() => '/termin/fertig'));
    expect(await truth()).toEqual({ confirmed: before.confirmed + members, overlaps: 0 });
    for (const { email } of bookings) await confirmationOf(email);
    const confirmations = stack.inbox.receiver.messages.filter(
      (mail) => codeIn(mail) === undefined && bookings.some(({ email }) => mail.recipients.includes(email)),
    );
    expect(confirmations).toHaveLength(members);
    expect(new Set(confirmations.map((mail) => mail.content.messageId)).size).toBe(members);
  });
});

describe('processes are killed', () => {
  it('BK5 BK14 kill -9 of web between hold and confirmation: the member goes on with the other process', async () => {
    const booking = await untilCode(openScriptlessBrowser(second.url, stack.urls.member));
    const code = await codeFor(stack, booking.email);
    const before = await truth();

    process.kill(second.child.pid, 'SIGKILL');
    await second.child.exited;
    await expect(sendCode(booking.browser, booking.page, code)).rejects.toThrow();
    booking.browser.moveTo(stack.urls.member);
    const answer = await sendCode(booking.browser, booking.page, code);

    expect(answer.path).toBe('/termin/fertig');
    expect(await truth()).toEqual({ confirmed: before.confirmed + 1, overlaps: 0 });
    await confirmationOf(booking.email);
    // The same post once more, as a browser repeats it that saw no answer: the same appointment, no second one.
    expect((await sendCode(booking.browser, booking.page, code)).path).toBe('/termin/fertig');
    expect(await truth()).toEqual({ confirmed: before.confirmed + 1, overlaps: 0 });
    second = await stack.startWeb();
  });

  it('BK14 kill -9 of web while it confirms: what was booked is there whole, what was not can be booked', async () => {
    const bookings: Booking[] = [];
    for (let n = 0; n < 10; n += 1)
      bookings.push(await untilCode(openScriptlessBrowser(second.url, stack.urls.member)));
    const codes = await Promise.all(bookings.map(({ email }) => codeFor(stack, email)));
    const before = await truth();

    const posts = bookings.map(({ browser, page }, n) => sendCode(browser, page, codes[n] ?? ''));
    await Promise.race(posts);
    process.kill(second.child.pid, 'SIGKILL');
    await Promise.allSettled(posts);
    const again = await Promise.all(
      bookings.map(({ browser, page }, n) => {
        browser.moveTo(stack.urls.member);
        return sendCode(browser, page, codes[n] ?? '');
      }),
    );

    expect(again.map(({ path }) => path)).toEqual(bookings.map(() => '/termin/fertig'));
    expect(await truth()).toEqual({ confirmed: before.confirmed + bookings.length, overlaps: 0 });
    for (const { email } of bookings) await confirmationOf(email);
    second = await stack.startWeb();
  });

  it('MS4 kill -9 of the scheduler while it sends: every mail arrives, a second time only under the same Message-ID', async () => {
    const bookings: Booking[] = [];
    for (let n = 0; n < 20; n += 1) bookings.push(await untilCode(browserOn(n)));
    const codes = await Promise.all(bookings.map(({ email }) => codeFor(stack, email)));
    const known = stack.inbox.receiver.messages.length;
    const posts = bookings.map(({ browser, page }, n) => sendCode(browser, page, codes[n] ?? ''));
    let scheduler = stack.scheduler;
    for (let kill = 1; kill <= 2; kill += 1) {
      await until(() => stack.inbox.receiver.messages.length >= known + kill * 4);
      process.kill(scheduler.pid, 'SIGKILL');
      await scheduler.exited;
      scheduler = stack.startScheduler();
    }
    await Promise.all(posts);
    for (const { email } of bookings) await confirmationOf(email, 120_000);

    const waiting = await query("SELECT 1 FROM outbox_message WHERE state = 'failed'");
    expect(waiting).toHaveLength(0);
    for (const { email } of bookings) {
      const ids = stack.inbox.receiver.messages
        .filter((mail) => mail.recipients.includes(email) && codeIn(mail) === undefined)
        .map((mail) => mail.content.messageId);
      expect(new Set(ids).size).toBe(1);
    }
  }, 300_000);
});

/** Waits for the confirmation of a mailbox. */
async function confirmationOf(email: string, patience = 30_000): Promise<void> {
  await stack.inbox.receiver.waitFor((mail) => mail.recipients.includes(email) && codeIn(mail) === undefined, patience);
}

/** @throws when `condition` does not come true within 30 s */
async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('What was waited for did not come within 30 s');
    await sleep(20);
  }
}
