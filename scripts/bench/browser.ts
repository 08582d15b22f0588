import { type Browser, chromium, type Page } from '@playwright/test';
import { browserArguments, ensureBrowser } from '#processes/browser.ts';
import type { Figure } from './figure.ts';
import { median } from './pairs.ts';
import type { World } from './world.ts';

export const browserRows = {
  script: 'JavaScript of the booking page, compressed',
  paint: 'largest paint of the booking page, slow phone',
} as const;

const reach = { script: 1.25, paint: 1.3 };
const pages = { topic: '/termin', time: '/termin/zeit?leistung=beratung&kanal=video' } as const;
const rounds = 2;

/** A phone of the cheaper kind on a slow line, as Chromium's developer tools play it. */
const slowPhone = {
  processor: 4,
  line: { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  screen: { width: 390, height: 844 },
};

/** What a browser loads and shows of the booking, against a page of the same Next.js with nothing on it. */
export async function* measureBrowser(world: World, wanted: (row: string) => boolean): AsyncGenerator<Figure> {
  const [product, empty] = [await world.product(), await world.empty()];
  const [ours, bare] = [product.urls[0] ?? '', empty.urls[0] ?? ''];
  const browser = await chromium.launch({ executablePath: ensureBrowser(world.say), args: browserArguments });
  try {
    if (wanted(browserRows.script)) yield await scriptFigure(browser, ours, bare);
    if (wanted(browserRows.paint)) yield await paintFigure(browser, ours, bare);
  } finally {
    await browser.close();
  }
}

async function scriptFigure(browser: Browser, ours: string, bare: string): Promise<Figure> {
  const bytes = {
    topic: await scriptBytes(browser, `${ours}${pages.topic}`),
    time: await scriptBytes(browser, `${ours}${pages.time}`),
    bare: await scriptBytes(browser, `${bare}/`),
  };
  const kilobytes = (count: number) => `${(count / 1000).toFixed(1)} kB`;
  const ratio = Math.max(bytes.topic, bytes.time) / bytes.bare;
  return {
    what: browserRows.script,
    against: 'an empty page',
    ours: `${kilobytes(bytes.topic)} topic, ${kilobytes(bytes.time)} time`,
    bare: kilobytes(bytes.bare),
    measured: `${ratio.toFixed(2)}×`,
    reach: `≤ ${reach.script}×`,
    reached: ratio <= reach.script,
    wouldHaveToChange: 'Parts that need scripts would have to become forms and links that need none.',
  };
}

/** Bytes of all scripts that came over the line, as they came, until the page has come to rest. */
async function scriptBytes(browser: Browser, url: string): Promise<number> {
  return withPage(browser, url, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Set<string>();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await mustLoad(page, url);
    await page.waitForLoadState('networkidle');
    if (bytes === 0) throw new Error(`${url} loads no script`);
    return bytes;
  });
}

async function paintFigure(browser: Browser, ours: string, bare: string): Promise<Figure> {
  const sides = { topic: `${ours}${pages.topic}`, time: `${ours}${pages.time}`, bare: `${bare}/` };
  const waits: Record<keyof typeof sides, number[]> = { topic: [], time: [], bare: [] };
  // Not counted: the first answers of a process are slow.
  for (const url of Object.values(sides)) await largestPaint(browser, url);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['topic', 'time', 'bare', 'bare', 'time', 'topic'] as const)
      waits[name].push(await largestPaint(browser, sides[name]));
  }
  const [topic, time, empty] = [median(waits.topic), median(waits.time), median(waits.bare)];
  const ratio = Math.max(topic, time) / empty;
  return {
    what: browserRows.paint,
    against: 'an empty page',
    ours: `${topic.toFixed(0)} ms topic, ${time.toFixed(0)} ms time`,
    bare: `${empty.toFixed(0)} ms`,
    measured: `${ratio.toFixed(2)}×`,
    reach: `≤ ${reach.paint}×`,
    reached: ratio <= reach.paint,
    notes: [
      `processor slowed ${slowPhone.processor}×, ${slowPhone.line.latency} ms to the server, 1.6 Mbit/s; nothing kept from before`,
    ],
    wouldHaveToChange:
      'Fewer rules in the sheet and fewer elements in sight: the most of it is style, layout and paint of a full page on the slowed processor. A page of topics made by the build would save the part of the server.',
  };
}

/** Milliseconds from the request to the paint of the largest thing in sight. */
async function largestPaint(browser: Browser, url: string): Promise<number> {
  return withPage(browser, url, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', slowPhone.line);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.processor });
    await mustLoad(page, url);
    await page.waitForLoadState('networkidle');
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
  });
}

async function withPage<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: slowPhone.screen, locale: 'de-DE' });
  try {
    return await work(await context.newPage());
  } catch (fault) {
    throw new Error(`${url} cannot be measured`, { cause: fault });
  } finally {
    await context.close();
  }
}

async function mustLoad(page: Page, url: string): Promise<void> {
  const response = await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
  if (response?.status() !== 200 || page.url() !== url)
    throw new Error(`${url} answers ${response?.status() ?? 0} ${page.url()}`);
}
