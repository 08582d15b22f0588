import { setTimeout as sleep } from 'node:timers/promises';
import { offeredTimes, pressTime, sendCode, sendData, timesPath } from '#tests/setup/booking-journey.ts';
import { openScriptlessBrowser } from '#tests/setup/scriptless-browser.ts';
import type { Random } from '../random.ts';
import { answered, type CrowdWorld, lookForHold, newBooker, untilKnown, waitForCode } from './crowd.ts';
import { walkChangePages } from './page-changes.ts';

/** Books one appointment through the pages, without scripts, hopping from process to process. */
export async function walkPages(world: CrowdWorld, random: Random): Promise<void> {
  const { recorder } = world;
  const booker = newBooker();
  const { token, holder, mailbox, data } = booker;
  const browser = openScriptlessBrowser(random.pick(world.webs()), world.publicUrl);
  browser.setCookie('__Host-termin', token);
  const hop = (): void => browser.moveTo(random.pick(world.webs()));

  const times = await browser.get(timesPath).catch(() => null);
  const offered = times === null ? [] : offeredTimes(times).slice(0, 4);
  if (times === null || offered.length === 0) {
    await sleep(200);
    return;
  }
  let page = times;
  const held = await recorder.record({ action: 'hold', holder }, async () => {
    page = answered(await pressTime(browser, times, random.pick(offered)));
    if (!page.path.startsWith('/termin/daten')) return { kind: 'refused', reason: String(page.status) };
    // The page names no id. What is gone already is an appointment that is not there: the checker says so.
    const seen = await lookForHold(world, holder);
    if (seen === null) return { kind: 'ok', appointmentId: `gone-${holder}`, until: Date.now() + 60_000 };
    return { kind: 'ok', appointmentId: seen.id, took: seen.took, ...(seen.until && { until: seen.until }) };
  });
  if (held.kind !== 'ok' || random.chance(0.1)) return;
  const about = held.appointmentId ?? null;
  const dataPage = page;

  const submitted = await untilKnown(world, random, () => {
    hop();
    return recorder.record({ action: 'submit', holder, about, mailbox }, async () => {
      page = answered(await sendData(browser, dataPage, data));
      if (page.path !== '/termin/code') return { kind: 'refused', reason: String(page.status) };
      const until = (await lookForHold(world, holder))?.until;
      return { kind: 'ok', anew: true, ...(until && { until }) };
    });
  });
  if (submitted.kind !== 'ok' || random.chance(0.05)) return;

  const codePage = page;
  const code = await waitForCode(world, mailbox);
  if (code === undefined) return;
  const confirmed = await untilKnown(world, random, () => {
    hop();
    return recorder.record({ action: 'confirm', holder, about, key: `${holder} ${code}` }, async () => {
      const done = answered(await sendCode(browser, codePage, code));
      if (done.path !== '/termin/fertig') return { kind: 'refused', reason: String(done.status) };
      return { kind: 'ok', appointmentId: (await lookForHold(world, holder))?.id ?? `gone-${holder}` };
    });
  });
  if (confirmed.kind !== 'ok' || about === null || random.chance(0.3)) return;
  await walkChangePages({ world, random, browser, booker, id: about }, code);
}
