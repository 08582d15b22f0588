import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { read, safetyWords, write } from '#processes/check/call.ts';
import { enterWaitingRoom } from '#processes/check/member.ts';
import { arrive, type Person } from '#processes/check/person.ts';
import { picturesGrow, shownColour } from '#processes/check/picture.ts';
import { setDatabaseClock } from '#processes/demo/clock.ts';
import { Temporal } from '#lib/platform/time.ts';
import { book, person } from '../booking/journey.ts';
import { mailTo, rows } from '../booking/world.ts';
import { demoSignIn, signIn } from '../identity/staff.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { roomKeySpellings } from './room-key.ts';
import { eavesdrop, publishInTheClear } from './stranger.ts';

const greeting = 'Guten Tag, hören Sie mich gut?';
const answer = 'Ja, sehr gut, Łukasz Żółć.';
const jsonWebToken = /eyJ[\w-]{10,}\.[\w-]{10,}\./;

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(found).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${where}: sticks out at the side`).toBe(0);
}

/** A booked video appointment that begins in five minutes by the stack's clock, and who holds it. */
async function aboutToBegin(page: Page): Promise<{ link: string; advisor: string; who: ReturnType<typeof person> }> {
  const who = person();
  const bookingCode = await book(page, who);
  const { text } = await mailTo(who.email, 2);
  const link = /https?:\/\/\S+#[\w-]{43}/.exec(text)?.[0] ?? '';
  const [row] = await rows<{ email: string; startsAt: Date }>(
    `SELECT staff.email, starts_at AS "startsAt" FROM appointment
     JOIN resource ON resource.id = appointment.advisor_id JOIN staff ON staff.id = resource.staff_id
     WHERE appointment.booking_code = $1`,
    [bookingCode.replace(' ', '')],
  );
  if (row === undefined) throw new Error('Nothing was booked');
  const early = Temporal.Instant.fromEpochMilliseconds(row.startsAt.getTime()).subtract({ minutes: 5 });
  await setDatabaseClock(stackUnderTest().migrateUrl, { ahead: Temporal.Now.instant().until(early) });
  return { link, advisor: row.email, who };
}

/** The newest pass that a browser was given. */
function lastPassOf(one: Person): { url: string; token: string } {
  const command = '/api/videoberatung/zutritt ';
  const answer = one.traffic.findLast((text) => text.startsWith(`${command}{"`));
  return JSON.parse(answer?.replace(command, '') ?? '{}') as { url: string; token: string };
}

test.describe('a video consultation', () => {
  let member: Person;
  let advisor: Person;
  let thief: Person;

  test.beforeAll(async () => {
    [member, advisor, thief] = [await arrive('green'), await arrive('red'), await arrive('blue')];
  });
  test.afterEach(async () => {
    if (test.info().errors.length === 0) return;
    for (const one of [member, advisor, thief]) {
      const body = await one.page.screenshot({ path: test.info().outputPath(`${one.colour}.png`) }).catch(() => null);
      if (body !== null) await test.info().attach(`${one.colour}.png`, { body, contentType: 'image/png' });
    }
  });
  test.afterAll(async () => {
    await Promise.all([member, advisor, thief].map((one) => one.leave()));
    await setDatabaseClock(stackUnderTest().migrateUrl, 'real');
  });

  test('VC1 VC2 VC3 VC4 VC6 VC8: from the link to the closing page, encrypted, reloaded, overheard by nobody', async () => {
    test.setTimeout(240_000);
    await member.page.setViewportSize({ width: 390, height: 780 });
    const { link, advisor: advisorEmail, who } = await aboutToBegin(member.page);

    await test.step('before admission: true sentences, no pass', async () => {
      await member.page.goto(link);
      await expectAccessible(member.page, 'link');
      await member.page.getByRole('button', { name: 'Videoberatung öffnen' }).click();
      await member.page.getByRole('button', { name: 'Kamera und Mikrofon einschalten' }).click();
      await member.page.getByText('Ihre Kamera funktioniert').waitFor();
      expect(new URL(member.page.url()).hash).toBe('');
      await expectAccessible(member.page, 'devices');
      await member.page.getByRole('button', { name: 'Weiter zum Hinweis' }).click();
      await expectAccessible(member.page, 'notice');
      await member.page.getByRole('button', { name: 'Verstanden, in den Warteraum' }).click();
      await member.page.getByTestId('waiting-room').waitFor();
      await expectAccessible(member.page, 'waiting room');
      const refused = await member.page.evaluate(async () => {
        const response = await fetch('/api/videoberatung/zutritt', { method: 'POST', body: '{}' });
        return response.status;
      });
      expect(refused).toBe(409);
      expect(member.traffic.filter((text) => jsonWebToken.test(text))).toEqual([]);
    });

    await test.step('admission: both see the right colour, and pictures keep coming', async () => {
      await signIn(advisor.page, demoSignIn(advisorEmail));
      await advisor.page
        .locator('#wartende')
        .getByRole('button', { name: /einlassen/i })
        .first()
        .click();
      await Promise.all([advisor.page.getByTestId('call').waitFor(), member.page.getByTestId('call').waitFor()]);
      await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
      expect(await shownColour(member.page)).toBe('red');
      expect(await shownColour(advisor.page)).toBe('green');
      await expectAccessible(member.page, 'call, member');
      await expectAccessible(advisor.page, 'call, advisor');
    });

    await test.step('the same safety words on both sides; the server never had the key', async () => {
      expect(await safetyWords(member.page)).toBe(await safetyWords(advisor.page));
      const spellings = await roomKeySpellings(advisor.page);
      const traffic = [...member.traffic, ...advisor.traffic].join('\n');
      expect(traffic).toContain('/api/videoberatung/schluessel');
      const [dump] = await rows<{ all: string }>(
        `SELECT (SELECT coalesce(string_agg(k::text, ' '), '') FROM key_exchange k)
           || (SELECT coalesce(string_agg(c::text, ' '), '') FROM consultation c)
           || (SELECT coalesce(string_agg(p::text, ' '), '') FROM participant p) AS all`,
      );
      for (const spelling of spellings) {
        expect(traffic).not.toContain(spelling);
        expect(dump?.all).not.toContain(spelling);
      }
    });

    await test.step('chat both ways', async () => {
      await write(advisor.page, greeting);
      await read(member.page, greeting);
      await write(member.page, answer);
      await read(advisor.page, answer);
      await expectAccessible(member.page, 'chat, member');
      await expectAccessible(advisor.page, 'chat, advisor');
    });

    await test.step('a reload on either side comes back without a new admission', async () => {
      for (const one of [member, advisor]) {
        await one.page.reload();
        await one.page.getByTestId('call').waitFor();
        await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
      }
      const [admissions] = await rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit_entry WHERE action = 'participant:admitted'
           AND object_id IN (SELECT id FROM participant WHERE consultation_id =
             (SELECT id FROM consultation ORDER BY opened_at DESC LIMIT 1))`,
      );
      expect(admissions?.count).toBe(1);
      expect(await shownColour(advisor.page)).toBe('green');
    });

    await test.step('a stolen pass without the key shows nothing; the member takes the place back', async () => {
      await thief.page.goto(`${stackUnderTest().member}/videoberatung`);
      const heard = await eavesdrop(thief, lastPassOf(member));
      expect(heard.tracks).toBeGreaterThan(0);
      expect(heard.framesDecoded).toBe(0);
      expect(heard.errors.join()).toMatch(/decryption failed|valid key missing/i);
      await member.page.getByRole('button', { name: 'Hier weiterführen' }).click();
      await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
    });

    await test.step('the advisor ends it: closing pages, deletion date, nothing to come back to', async () => {
      await advisor.page.getByRole('button', { name: /^Auflegen/ }).click();
      await expectAccessible(advisor.page, 'end question');
      await advisor.page.getByRole('button', { name: 'Ja, Beratung beenden' }).click();
      await advisor.page.getByTestId('advisor-closing').waitFor();
      await member.page.getByRole('heading', { level: 1, name: 'Die Beratung ist beendet' }).waitFor();
      await expect(member.page.getByText(/spätestens am \w+, \d{1,2}\. \w+ \d{4}/)).toBeVisible();
      await expectAccessible(member.page, 'closing, member');
      await expectAccessible(advisor.page, 'closing, advisor');
      await member.page.goto(link);
      await member.page.getByRole('button', { name: 'Videoberatung öffnen' }).click();
      await expect(member.page.getByText('Diese Beratung ist beendet')).toBeVisible();
    });

    await test.step('no other host was asked, no script failed, chat is sealed', async () => {
      expect(
        [...member.hosts, ...advisor.hosts].filter((host) => host !== 'localhost' && host !== '127.0.0.1'),
      ).toEqual([]);
      expect([...member.complaints, ...advisor.complaints]).toEqual([]);
      const [messages] = await rows<{ all: string; count: number }>(
        "SELECT count(*)::int AS count, string_agg(encode(text, 'escape'), ' ') AS all FROM chat_message",
      );
      expect(messages?.count).toBeGreaterThanOrEqual(2);
      for (const text of [greeting, answer, who.lastName]) expect(messages?.all).not.toContain(text);
    });
  });

  test('VC6 VC8: hanging up and another browser need another admission', async () => {
    test.setTimeout(180_000);
    await setDatabaseClock(stackUnderTest().migrateUrl, 'real');
    const { link, advisor: advisorEmail } = await aboutToBegin(member.page);
    await enterWaitingRoom(member.page, link);
    await advisor.page.context().clearCookies();
    await signIn(advisor.page, demoSignIn(advisorEmail));
    const admitFirst = () =>
      advisor.page
        .getByRole('button', { name: /^Einlassen|einlassen$/i })
        .first()
        .click();
    await admitFirst();
    await Promise.all([advisor.page.getByTestId('call').waitFor(), member.page.getByTestId('call').waitFor()]);
    await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);

    await test.step('the member hangs up and waits anew', async () => {
      await member.page.getByRole('button', { name: /^Auflegen/ }).click();
      await member.page.getByRole('button', { name: 'Ja, auflegen' }).click();
      await member.page.getByRole('button', { name: 'Zurück in den Warteraum' }).click();
      await member.page.getByTestId('waiting-room').waitFor();
      await admitFirst();
      await member.page.getByTestId('call').waitFor();
      await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
    });

    await test.step('the link on another device waits, and replaces the first one when it is let in', async () => {
      await enterWaitingRoom(thief.page, link);
      expect(thief.traffic.filter((text) => jsonWebToken.test(text))).toEqual([]);
      await admitFirst();
      await thief.page.getByTestId('call').waitFor();
      await picturesGrow(thief.page);
      await expect.poll(() => shownColour(advisor.page).catch(() => 'none'), { timeout: 20_000 }).toBe('blue');
      await member.page
        .getByRole('heading', { level: 1, name: 'Sie sind mit einem anderen Gerät im Gespräch' })
        .waitFor();
    });

    await test.step('whoever publishes in the clear, with a stolen pass, is not shown: the call stops and says why', async () => {
      await publishInTheClear(thief, lastPassOf(thief));
      await advisor.page.getByTestId('problem-encryption').waitFor();
      await expect(advisor.page.getByTestId('call')).toHaveCount(0);
      await advisor.page.getByRole('button', { name: 'Neu verbinden' }).click();
      await advisor.page.getByTestId('call').waitFor();
      await Promise.all([picturesGrow(thief.page), picturesGrow(advisor.page)]);
    });
  });
});
