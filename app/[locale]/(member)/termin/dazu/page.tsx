import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { ChosenTopics } from '#components/booking/chosen-topics.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { ChoiceList } from '#components/ui/choice-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { maxServices } from '#lib/booking/schema.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { choiceOfTopics, furtherPath, type Query, readTopics, topicsOfChoice, waysPath } from '../address.ts';
import { HeldReminder } from '../held-reminder.tsx';
import { offerOf, pathAfterTopics } from '../offers.ts';
import { stepTitle } from '../titles.ts';

type Props = { searchParams: Promise<Query> };

const step = stepNumber('topic', true);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('choosing.further');
  return stepTitle(t('question'), step);
}

/** What else is talked about in the same appointment (BK10). Each further topic is a link, so is leaving one out. */
export default async function FurtherPage({ searchParams }: Props) {
  const [t, locale, query] = await Promise.all([getTranslations('choosing.further'), getLocale(), searchParams]);
  const topics = readTopics(query);
  const offer = topics === null ? null : await offerOf(topics);
  if (topics === null || offer === null) redirect(localePath(locale, '/termin'));
  const slugs = topicsOfChoice(topics);
  const several = slugs.length > 1;
  const without = (slug: string) => furtherPath(choiceOfTopics(slugs.filter((other) => other !== slug)));
  const goOn = localePath(locale, pathAfterTopics(topics, offer));
  return (
    <BookingStep
      {...step}
      question={t('question')}
      lead={t('lead')}
      back={{ href: several ? localePath(locale, waysPath(topics)) : localePath(locale, '/termin') }}
    >
      <HeldReminder />
      <ChosenTopics
        title={t('chosenTitle')}
        duration={t(several ? 'together' : 'alone', { minutes: offer.duration })}
        topics={offer.services.map(({ slug, name }) => ({
          name: name[locale],
          ...(several && {
            remove: {
              href: localePath(locale, without(slug)),
              label: t('remove'),
              name: t('removeName', { topic: name[locale] }),
            },
          }),
        }))}
      />
      <ButtonRow>
        <LinkButton href={goOn}>{t(several ? 'goOn' : 'goOnAlone')}</LinkButton>
      </ButtonRow>
      {offer.further.length > 0 && (
        <ChoiceList
          title={t('list')}
          as="link"
          choices={offer.further.map(({ slug, name, description, duration }) => ({
            href: localePath(locale, furtherPath(choiceOfTopics([...slugs, slug]))),
            label: name[locale],
            detail: description[locale],
            aside: t('minutesMore', { minutes: duration }),
          }))}
        />
      )}
      {slugs.length === maxServices && <p className="max-w-text">{t('full', { max: maxServices })}</p>}
      {slugs.length < maxServices && offer.further.length === 0 && (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      )}
    </BookingStep>
  );
}
