import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { formatDate } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Query } from '../../address.ts';
import { readRefusal } from '../../refusal.ts';
import { entryPath, standingPath } from '../address.ts';
import { ownWaiting } from '../way-in.ts';
import { answerOffer } from './actions.ts';
import { EntryFacts } from './entry-facts.tsx';
import { NextSteps } from './next-steps.tsx';
import { OfferPanel } from './offer-panel.tsx';
import { StandingNotice } from './standing-notice.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const [t, own, refusal, booking] = await Promise.all([
    getTranslations('waiting.standing'),
    ownWaiting(),
    readRefusal(),
    getTranslations('booking'),
  ]);
  const title = t(own?.offer == null ? 'waiting' : 'offered');
  return { title: refusal === null ? title : booking('pageTitleRefused', { title }) };
}

/** How somebody stands: what is theirs alone now, what they wait for, and the way off the list (BK8). */
export default async function WaitingStandingPage({ searchParams }: Props) {
  const [t, locale, query, refusal, own] = await Promise.all([
    getTranslations('waiting.standing'),
    getLocale(),
    searchParams,
    readRefusal(),
    ownWaiting(),
  ]);
  if (own === null) redirect(localePath(locale, `${entryPath}?hinweis=beendet`));
  const { offer } = own;
  const address = localePath(locale, standingPath);
  const heading = t(offer === null ? 'waiting' : 'offered');
  return (
    <div className="grid gap-10">
      <PageHeading lead={t(offer === null ? 'waitingLead' : 'offeredLead')}>{heading}</PageHeading>
      <FocusHeading question={heading} />
      <StandingNotice own={own} refusal={refusal} query={query} />
      {offer === null ? (
        <>
          <EntryFacts own={own} />
          <NextSteps own={own} />
        </>
      ) : (
        <OfferPanel offer={offer} own={own} />
      )}
      <section aria-labelledby="verlassen" className="max-w-form border-t border-line pt-6">
        <h2 id="verlassen" className="text-lg">
          {t('leaveTitle')}
        </h2>
        {/* Gone is gone: what it means stands before the press that does it. */}
        <Disclosure summary={t('leave')}>
          <p>
            {offer === null ? t('leaveText', { day: formatDate(own.days.lastDay, locale) }) : t('leaveTextOffered')}
            {own.appointment !== null && ` ${t('keeps')}`}
          </p>
          <StepForm action={answerOffer} address={address} className="mt-4">
            <SubmitButton name="tun" value="loeschen" variant="danger" busyLabel={t('leaving')}>
              {t('leaveNow')}
            </SubmitButton>
          </StepForm>
        </Disclosure>
      </section>
    </div>
  );
}
