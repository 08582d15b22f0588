import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { StepNumber } from '#components/booking/step.ts';
import { readRefusal } from './refusal.ts';

/** "Wann passt es Ihnen? – Schritt 3 von 5"; after a refusal it says so first, since a title is read before all else. */
export async function stepTitle(question: string, step: StepNumber): Promise<Metadata> {
  const t = await getTranslations('booking');
  const title = t('pageTitleStep', { question, ...step });
  return { title: (await readRefusal()) === null ? title : t('pageTitleRefused', { title }) };
}
