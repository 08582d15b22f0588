import type { useTranslations } from 'next-intl';
import { languageOf } from '#lib/booking/core/wishes.ts';
import type { Wishes } from '#lib/booking/schema.ts';

type Translate = ReturnType<typeof useTranslations<'choosing.wish'>>;

/** "Türkisch" */
export function languageInWords(language: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

/** What an interpreter can, as a choice says it: "Deutsche Gebärdensprache", "Ukrainisch" */
export function interpreterInWords(skill: string, t: Translate, locale: string): string {
  const language = languageOf(skill);
  if (language !== null) return languageInWords(language, locale);
  if (skill === 'sign:dgs') return t('dgsName');
  return t('otherSigns', { code: skill.slice(skill.indexOf(':') + 1).toUpperCase() });
}

/** What a member needs besides, a few words each: "Beratung auf Türkisch" */
export function wishesInWords(wishes: Wishes | undefined, t: Translate, locale: string): string[] {
  if (wishes === undefined) return [];
  const { language, interpreter, stepFree, companion } = wishes;
  const interpreted = (skill: string) =>
    skill === 'sign:dgs'
      ? t('signs', { language: t('dgs') })
      : t('interprets', { language: interpreterInWords(skill, t, locale) });
  return [
    ...(language === undefined ? [] : [t('spoken', { language: languageInWords(language, locale) })]),
    ...(interpreter === undefined ? [] : [interpreted(interpreter)]),
    ...(stepFree === true ? [t('roomInWords')] : []),
    ...(companion === true ? [t('companyInWords')] : []),
  ];
}
