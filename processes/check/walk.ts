import { Temporal } from 'temporal-polyfill';
import { withClient } from '#prisma/roles.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import type { CheckStep } from '../demo/check.ts';
import type { Stack } from '../demo/stack.ts';
import { admit, signInAdvisor } from './advisor.ts';
import { read, safetyWords, write } from './call.ts';
import { copySealedValues, foundInLogs, readableOf, reported, runPurge } from './forget.ts';
import { bookVideo, confirmationFor, enterWaitingRoom, memberData } from './member.ts';
import { arrive, type Person } from './person.ts';
import { picturesGrow, shownColour } from './picture.ts';

const greeting = 'Guten Tag, ich habe den Bescheid hier.';
const answer = 'Gut, wir gehen ihn zusammen durch.';
const emails = { scriptless: 'ohne-skript@post.example', member: 'mit-kamera@post.example' };
const jsonWebToken = /eyJ[\w-]{10,}\.[\w-]{10,}\./;

function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

/** The whole path, from the first question to the last day: what the README promises. */
export async function walk(stack: Stack, step: CheckStep): Promise<void> {
  const member = await arrive('green');
  const advisor = await arrive('red');
  try {
    const startsAt = await walkBooking(stack, step, member);
    await walkConsultation(stack, step, { member, advisor, startsAt });
    await walkPrivacy(stack, step, member, advisor);
  } finally {
    await Promise.all([member.leave(), advisor.leave()]);
  }
}

async function walkBooking(stack: Stack, step: CheckStep, member: Person): Promise<string> {
  await step('member books with JavaScript off', async () => {
    const context = await member.open({ scripts: false });
    const startsAt = await bookVideo(await context.newPage(), stack, emails.scriptless);
    await context.close();
    await confirmationFor(stack, emails.scriptless);
    return `${startsAt}, confirmed by mail`;
  });
  let startsAt = '';
  await step('member books with JavaScript on', async () => {
    startsAt = await bookVideo(member.page, stack, emails.member);
    return startsAt;
  });
  await step('confirmation mail has calendar file and link, token in the fragment', async () => {
    const { link, calendar } = await confirmationFor(stack, emails.member);
    return `${calendar}, ${new URL(link).pathname}#…`;
  });
  return startsAt;
}

type Consultation = { member: Person; advisor: Person; startsAt: string };

async function walkConsultation(stack: Stack, step: CheckStep, { member, advisor, startsAt }: Consultation) {
  await step('opening the link shows a button; devices checked, notice confirmed, waiting', async () => {
    const early = Temporal.Instant.from(startsAt).subtract({ minutes: 5 });
    await stack.setClock(Temporal.Now.instant().until(early));
    await enterWaitingRoom(member.page, (await confirmationFor(stack, emails.member)).link);
    expectThat(!member.traffic.some((text) => jsonWebToken.test(text)), 'A token was given out before admission');
    return `${member.traffic.length} API messages, no LiveKit token among them`;
  });
  await step('advisor signs in, sees who waits, admits', async () => {
    const name = await signInAdvisor(advisor.page, stack);
    await admit(advisor.page);
    await member.page.getByTestId('call').waitFor();
    return `${name} admitted one`;
  });
  await step('both see each other, in the right colours', async () => {
    const grown = await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
    const seen = await Promise.all([shownColour(member.page), shownColour(advisor.page)]);
    expectThat(seen[0] === advisor.colour && seen[1] === member.colour, `Seen: ${seen.join(' and ')}`);
    return `member ${grown[0]} pictures/s, ${seen[0]}; advisor ${grown[1]} pictures/s, ${seen[1]}`;
  });
  await step('end-to-end encrypted: both browsers show the same safety words', async () => {
    const words = await Promise.all([safetyWords(member.page), safetyWords(advisor.page)]);
    expectThat(words[0] === words[1] && words[0] !== '', `${words[0]} / ${words[1]}`);
    return words[0];
  });
  await step('one chat message each way', async () => {
    await write(member.page, greeting);
    await read(advisor.page, greeting);
    await write(advisor.page, answer);
    await read(member.page, answer);
    return 'both arrived';
  });
  await step('reload in the call comes back', async () => {
    const start = performance.now();
    await member.page.reload();
    await member.page.getByTestId('call').waitFor();
    await Promise.all([picturesGrow(member.page), picturesGrow(advisor.page)]);
    expectThat((await shownColour(advisor.page)) === member.colour, 'The advisor sees something else');
    return `pictures both ways again after ${Math.round(performance.now() - start)} ms, no new admission`;
  });
  await step('advisor ends; both get a closing page', async () => {
    await advisor.page.getByRole('button', { name: /^Auflegen/ }).click();
    await advisor.page.getByRole('button', { name: 'Ja, Beratung beenden' }).click();
    await advisor.page.getByTestId('advisor-closing').waitFor();
    const heading = member.page.getByRole('heading', { level: 1, name: 'Die Beratung ist beendet' });
    await heading.waitFor();
    return (
      await member.page
        .getByText(/spätestens am/)
        .first()
        .innerText()
    ).trim();
  });
}

async function walkPrivacy(stack: Stack, step: CheckStep, member: Person, advisor: Person): Promise<void> {
  const { firstName, lastName, phoneStored, kvnr, concern } = memberData;
  const texts = [lastName, firstName, phoneStored, kvnr, concern, emails.member, emails.scriptless, greeting, answer];
  await step('no request went to another host', () => {
    const hosts = [...new Set([...member.hosts, ...advisor.hosts])];
    expectThat(
      hosts.every((host) => host === 'localhost' || host === '127.0.0.1'),
      hosts.join(', '),
    );
    return Promise.resolve(hosts.join(', '));
  });
  await step('no script of a page failed', () => {
    const complaints = [...member.complaints, ...advisor.complaints];
    expectThat(complaints.length === 0, complaints.join('; '));
    return Promise.resolve('none');
  });
  const database = openDatabase(stack.migrateUrl);
  try {
    await step('nothing personal stands readable in any table, nor in a log', async () => {
      const findings = await scanTables(database, texts);
      expectThat(findings.length === 0, findings.map(({ table, column }) => `${table}.${column}`).join(', '));
      const logs = foundInLogs(stack, [...texts, memberData.phone]);
      expectThat(logs.length === 0, logs.join(', '));
      return `${texts.length} texts looked for in every column and every log`;
    });
    await step('89 days later the purge destroys the keys and removes chat, log and contact', () => forget(stack));
    await step('a scan of every table finds none of it', async () => {
      const findings = await scanTables(database, texts);
      expectThat(findings.length === 0, findings.map(({ table, column }) => `${table}.${column}`).join(', '));
      return 'nothing';
    });
  } finally {
    await database.$disconnect();
  }
}

async function forget(stack: Stack): Promise<string> {
  const ids = await withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ id: string; now: Date }>(
      'SELECT appointment_id AS id, app_now() AS now FROM consultation ORDER BY opened_at DESC LIMIT 1',
    );
    return rows[0];
  });
  expectThat(ids !== undefined, 'There is no consultation');
  const copy = await copySealedValues(stack, ids.id);
  const before = await readableOf(stack, copy);
  expectThat(
    before === 3,
    `Before, ${before} of ${copy.length} values can be read; there should be contact and two messages`,
  );

  await stack.setClock(Temporal.Instant.fromEpochMilliseconds(ids.now.getTime()).add({ hours: 89 * 24 }));
  const outcomes = await Promise.all([runPurge(stack), runPurge(stack)]);
  expectThat(outcomes.includes('done'), `Two schedulers said: ${outcomes.join(', ')}`);
  const { removed, keysDestroyed } = await reported(stack);
  for (const model of ['Appointment', 'Consultation', 'ChatMessage', 'Activity'])
    expectThat((removed[model] ?? 0) > 0, `The report names no ${model}: ${JSON.stringify(removed)}`);
  const after = await readableOf(stack, copy);
  expectThat(after === 0, `${after} values of the copy can still be read`);
  const counts = `${removed['ChatMessage']} messages, ${removed['Activity']} log lines, ${removed['Appointment']} appointments`;
  return `${counts}, ${keysDestroyed} keys; of ${copy.length} values copied before, readable then ${before}, now ${after}; two schedulers at once: ${outcomes.join(' and ')}`;
}
