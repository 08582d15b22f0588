import type { HTMLElement } from 'node-html-parser';
import { keyedHash } from '#lib/platform/crypto.ts';
import { offeredTimes } from '#tests/setup/booking-journey.ts';
import type { Page, ScriptlessBrowser, Typed } from '#tests/setup/scriptless-browser.ts';
import type { Answer, Invocation } from '../history.ts';
import type { Random } from '../random.ts';
import { answered, type Booker, type CrowdWorld, lookForHold, lookForTime, untilKnown, waitForCode } from './crowd.ts';

/** Somebody with an appointment, at the browser it was booked with. */
interface AtPages {
  world: CrowdWorld;
  random: Random;
  browser: ScriptlessBrowser;
  booker: Booker;
  id: string;
}

const formOf = (page: Page | null, name: string): HTMLElement | null =>
  page?.html.querySelector(`form [name="${name}"]`)?.closest('form') ?? null;

/** Opens the appointment with booking code and code, and changes it once or some times, through pages without scripts. */
export async function walkChangePages(at: AtPages, usedCode: string): Promise<void> {
  const { world, random, browser, booker } = at;
  const entry = await see(at, () => browser.get('/termin/mein'));
  // The booking code stands there already: it was booked in this browser a moment ago.
  const asked = await press(at, entry, 'buchungscode');
  if (formOf(asked, 'code') === null) return;
  const code = await waitForCode(world, booker.mailbox, usedCode);
  if (code === undefined || (await press(at, asked, 'code', { code })) === null) return;
  const changes = { move, switch: switchOver, cancel };
  for (let change = 1 + random.below(3); change > 0 && Date.now() < world.end; change -= 1)
    await changes[random.pick(['move', 'move', 'switch', 'cancel'] as const)](at);
}

/** A page, from whichever process answers; null when nobody does any more. */
async function see({ world, random, browser }: AtPages, load: () => Promise<Page>): Promise<Page | null> {
  const answer = await untilKnown(world, random, async () => {
    browser.moveTo(random.pick(world.webs()));
    const page = await load()
      .then(answered)
      .catch(() => null);
    return page === null ? { kind: 'unknown' } : { kind: 'known', page };
  });
  return 'page' in answer ? answer.page : null;
}

/** Presses a form that nobody is promised anything by. */
async function press(at: AtPages, page: Page | null, field: string, typed: Typed = {}): Promise<Page | null> {
  const form = formOf(page, field);
  return page === null || form === null ? null : see(at, () => at.browser.post(page, form, typed));
}

/** Presses a form until it is known what came of it. @returns the page that says it is done */
async function act(
  { world, random, browser, booker, id }: AtPages,
  invocation: Pick<Invocation, 'action'> & { holder?: string },
  { page, field, pressed = {} }: { page: Page | null; field: string; pressed?: Typed },
  done: { at: string; says: () => Partial<Answer> | Promise<Partial<Answer>> },
): Promise<Page | null> {
  const form = formOf(page, field);
  if (page === null || form === null) return null;
  let reached: Page | null = null;
  await untilKnown(world, random, () => {
    browser.moveTo(random.pick(world.webs()));
    return world.recorder.record({ holder: booker.holder, ...invocation, about: id }, async () => {
      const next = answered(await browser.post(page, form, {}, pressed));
      if (!next.path.includes(done.at)) return { kind: 'refused', reason: String(next.status) };
      reached = next;
      return { kind: 'ok', appointmentId: id, ...(await done.says()) } as Answer;
    });
  });
  return reached;
}

async function move(at: AtPages): Promise<void> {
  const { world, random, browser, booker, id } = at;
  const page = await see(at, () => browser.get('/termin/mein/verschieben'));
  const times = page === null ? [] : offeredTimes(page).slice(0, 4);
  const before = await lookForTime(world, id);
  if (times.length === 0 || before === null) return;
  const moving = Buffer.from(keyedHash('browser', `moving:${booker.token}`)).toString('hex');
  let took = before.took;
  const check = await act(
    at,
    { action: 'hold', holder: moving },
    { page, field: 'zeit', pressed: { zeit: random.pick(times) } },
    {
      at: '/verschieben/pruefen',
      says: async () => {
        const seen = await lookForHold(world, moving);
        if (seen === null) return { appointmentId: `gone-${moving}`, until: Date.now() + 60_000 };
        took = seen.took;
        return { appointmentId: seen.id, took, ...(seen.until && { until: seen.until }) };
      },
    },
  );
  if (check === null || random.chance(0.1)) return;
  await act(
    at,
    { action: 'move', holder: moving },
    { page: check, field: 'reservierung', pressed: { tun: 'verschieben' } },
    { at: 'hinweis=verschoben', says: () => ({ took, freed: before.took }) },
  );
}

async function switchOver(at: AtPages): Promise<void> {
  const page = await see(at, () => at.browser.get('/termin/mein/weg'));
  const ways = (page?.html.querySelectorAll('button[name="kanal"]') ?? []).flatMap(
    (button) => button.getAttribute('value') ?? [],
  );
  if (ways.length === 0) return;
  const channel = at.random.pick(ways);
  const pressed = { kanal: channel };
  await act(
    at,
    { action: 'switch' },
    { page, field: 'kanal', pressed },
    { at: 'hinweis=umgestellt', says: () => ({ channel }) },
  );
}

/** Cancels, and may take it back. */
async function cancel(at: AtPages): Promise<void> {
  const page = await see(at, () => at.browser.get('/termin/mein/absagen'));
  const before = await lookForTime(at.world, at.id);
  if (before === null) return;
  const { took } = before;
  const cancelled = await act(
    at,
    { action: 'cancel' },
    { page, field: 'stand' },
    { at: 'hinweis=abgesagt', says: () => ({ freed: took }) },
  );
  if (cancelled === null || at.random.chance(0.3)) return;
  await act(
    at,
    { action: 'undo' },
    { page: cancelled, field: 'stand' },
    { at: 'hinweis=gilt-wieder', says: () => ({ took }) },
  );
}
