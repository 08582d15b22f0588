import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { StepNumber } from '#components/booking/step.ts';
import { readRefusal } from './refusal.ts';

/** "Wann passt es Ihnen? – Schritt 3 von 5"; after a refusal it says so first, since a title is read before all else. */
export async function stepTitle(question: string, step: StepNumber, isRefused?: boolean): Promise<Metadata> {
  const t = await getTranslations('booking');
  return pageTitle(t('pageTitleStep', { question, ...step }), isRefused);
}

/** The same for a page that is no step. @param isRefused where the address says it; else this very request's press */
export async function pageTitle(title: string, isRefused?: boolean): Promise<Metadata> {
  const t = await getTranslations('booking');
  const refused = isRefused ?? (await readRefusal()) !== null;
  return { title: refused ? t('pageTitleRefused', { title }) : title };
}
