import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { browserArguments, ensureBrowser } from '#processes/browser.ts';
import { runStack } from '#processes/demo/run.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { screens, type Screen } from '#tests/screens.ts';

/*
 * Pictures of every page and state: both themes, a narrow phone and a wide screen, into .local/screens. Each page is
 * also given to axe, and its width is measured: nothing may stick out at the side.
 *
 *   npm run screens                                starts the stack, takes all
 *   npm run screens -- --base http://localhost:3000 --only start,help
 */
const { values: options } = parseArgs({
  options: { base: { type: 'string' }, only: { type: 'string' }, out: { type: 'string', default: '.local/screens' } },
});

const widths = [320, 1440] as const;
const themes = ['light', 'dark'] as const;

type Finding = { screen: string; text: string };

const wanted = screens.filter((screen) => options.only === undefined || options.only.split(',').includes(screen.name));
const findings: Finding[] = [];
mkdirSync(options.out, { recursive: true });

if (options.base === undefined) {
  process.env['WERKBANK'] = '1';
  await runStack({ fresh: true }, (stack) => takeAll(stack.urls.member, stack));
} else process.exitCode = await takeAll(options.base, null);

/** @returns the exit code */
async function takeAll(base: string, stack: Stack | null): Promise<number> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser((line) => process.stdout.write(`${line}\n`)),
    args: browserArguments,
  });
  const camera = { browser, base, stack };
  try {
    for (const screen of wanted)
      for (const theme of themes) for (const width of widths) await take(camera, screen, theme, width);
  } finally {
    await browser.close();
  }
  writeFileSync(join(options.out, 'findings.json'), JSON.stringify(findings, null, 2));
  for (const finding of findings) console.log(`${finding.screen}: ${finding.text}`);
  console.log(
    `${wanted.length * themes.length * widths.length} pictures in ${options.out}, ${findings.length} findings`,
  );
  return findings.length === 0 ? 0 : 1;
}

/** `stack` is null where pictures are taken of somebody else's installation. */
type Camera = { browser: Browser; base: string; stack: Stack | null };

async function take(
  { browser, base, stack }: Camera,
  screen: Screen,
  theme: (typeof themes)[number],
  width: number,
): Promise<void> {
  const name = `${screen.name}-${theme}-${width}`;
  const context = await browser.newContext({
    baseURL: base,
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height: width < 600 ? 720 : 900 },
  });
  try {
    const page = await context.newPage();
    page.on('console', (message) => {
      const text = message.text().split('\n')[0] ?? '';
      if (message.type() === 'error' && !isExpected(screen, text)) findings.push({ screen: name, text });
    });
    await page.goto(screen.path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await screen.prepare?.(page, stack);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(options.out, `${name}.png`), fullPage: true, caret: 'initial' });
    await judge(page, screen, name);
  } catch (error) {
    findings.push({ screen: name, text: String(error).split('\n')[0] ?? 'failed' });
  } finally {
    await context.close();
  }
}

/** The browser itself complains about every answer that is not 200, and React about the failure that a screen shows. */
function isExpected(screen: Screen, text: string): boolean {
  return /responded with a status of/.test(text) || (screen.mayFail ?? false);
}

async function judge(page: Page, screen: Screen, name: string): Promise<void> {
  const { sticksOut, culprit } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const last = wide.at(-1);
    return {
      sticksOut: scrollWidth - clientWidth,
      culprit: last === undefined ? '' : `${last.tagName} ${last.className}`,
    };
  });
  if (sticksOut > 0) findings.push({ screen: name, text: `sticks out by ${sticksOut} px: ${culprit}` });
  const axe = new AxeBuilder({ page }).disableRules((screen.exceptRules ?? []).map((exception) => exception.rule));
  const { violations } = await axe.analyze();
  for (const violation of violations) {
    const places = violation.nodes.map((node) => node.target.join(' ')).slice(0, 5);
    findings.push({ screen: name, text: `axe ${violation.id}: ${violation.help} (${places.join(', ')})` });
  }
}
