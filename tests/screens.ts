import type { Page } from '@playwright/test';
import type { Stack } from '#processes/demo/stack.ts';
import { bookingScreens } from './screens-booking.ts';
import { changingScreens } from './screens-changing.ts';
import { consultationScreens } from './screens-consultation.ts';
import { staffScreens } from './screens-staff.ts';
import { waitingScreens } from './screens-waiting.ts';

/** One picture to look at: a page in one of its states. */
export type Screen = {
  /** Name of the file; unique. */
  name: string;
  /** Address without language prefix, from the root. */
  path: string;
  /** Brings the page into its state: presses, types, waits. A fresh browser session; no stack when `--base` was given. */
  prepare?: (page: Page, stack: Stack | null) => Promise<void>;
  /** The page shows a failure: what the browser's console says about it is no finding. */
  mayFail?: boolean;
  /** What axe may not say here, with the reason. Empty for all of ours so far. */
  exceptRules?: readonly { rule: string; reason: string }[];
};

/** Every page and state that is looked at before it counts as done. Add yours here. */
export const screens: readonly Screen[] = [
  { name: 'start', path: '/' },
  { name: 'start-english', path: '/en' },
  { name: 'help', path: '/hilfe' },
  { name: 'privacy', path: '/datenschutz' },
  { name: 'accessibility', path: '/barrierefreiheit' },
  { name: 'imprint', path: '/impressum' },
  { name: 'interface', path: '/schnittstelle' },
  { name: 'not-found', path: '/diese-seite-gibt-es-nicht' },
  { name: 'workbench', path: '/werkbank' },
  { name: 'workbench-staff', path: '/werkbank?bereich=staff' },
  {
    name: 'workbench-refused',
    path: '/werkbank/formular',
    prepare: async (page) => {
      await page.locator('button[type=submit]').last().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'workbench-dialog',
    path: '/werkbank',
    prepare: async (page) => {
      await page.locator('#dialog-oeffnen').click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  { name: 'failure', path: '/werkbank/fehler', mayFail: true },
  ...bookingScreens,
  ...changingScreens,
  ...waitingScreens,
  ...consultationScreens,
  ...staffScreens,
];
