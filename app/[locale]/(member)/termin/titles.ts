import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { StepNumber } from '#components/booking/step.ts';
import { readRefusal } from './refusal.ts';

/** "Wann passt es Ihnen? – Schritt 3 von 5"; after a refusal it says so first, since a title is read before all else. */
export async function stepTitle(question: string, step: StepNumber): Promise<Metadata> {
  const t = await getTranslations('booking');
  return pageTitle(t('pageTitleStep', { question, ...step }));
}

/** The same for a page that is no step. */
export async function pageTitle(title: string): Promise<Metadata> {
  const t = await getTranslations('booking');
  return { title: (await readRefusal()) === null ? title : t('pageTitleRefused', { title }) };
}
