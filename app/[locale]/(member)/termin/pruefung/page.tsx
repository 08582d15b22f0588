import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { SolveTask } from '#components/booking/solve-task.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { makeTask } from '#lib/platform/rate-limit/proof-of-work.ts';
import { makeTicket, ticketSeconds } from '#lib/platform/rate-limit/waiting-ticket.ts';
import { readNow } from '#lib/platform/read-now.ts';
import type { Query } from '../address.ts';
import { provingBrowser } from '../ask-limit.ts';
import { NoCookie } from '../no-cookie.tsx';
import { phoneInText } from '../phone.tsx';
import { type ReadRefusal, readRefusal } from '../refusal.ts';
import { giveSolution, giveTicket } from './actions.ts';
import { backFrom, proofPath } from './proof-path.ts';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('limits.proof');
  return { title: t('title'), robots: { index: false } };
}

/**
 * A network near its limit: the browser works, or the person waits a moment, or calls. Nothing is asked that somebody
 * might not see, hear or remember (BK3).
 */
export default async function ProofPage({ searchParams }: Props) {
  const [t, locale, browser, query, refusal] = await Promise.all([
    getTranslations('limits.proof'),
    getLocale(),
    provingBrowser(),
    searchParams,
    readRefusal(),
  ]);
  if (browser === null) return <NoCookie />;
  const back = backFrom(query['zurueck']);
  const address = localePath(locale, proofPath(back));
  const now = await readNow();
  const hidden = <input type="hidden" name="zurueck" value={back} />;
  // Whoever pressed too early has waited that long already.
  const ticket = refusal?.kind === 'proof-early' ? refusal.ticket : makeTicket(browser, now);
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <Refused refusal={refusal} />
      {refusal === null && (
        <StepForm action={giveSolution} address={address}>
          {hidden}
          <SolveTask
            name="loesung"
            task={await makeTask(browser, now)}
            texts={{ working: t('working'), done: t('done'), failed: t('failed') }}
          />
        </StepForm>
      )}
      <section className="grid max-w-form gap-4" aria-labelledby="warten">
        <h2 id="warten" className="text-xl">
          {t('waitTitle')}
        </h2>
        <p>{t('waitText', { seconds: ticketSeconds })}</p>
        <StepForm action={giveTicket} address={address}>
          {hidden}
          <input type="hidden" name="schein" value={ticket} />
          <SubmitButton variant={refusal === null ? 'secondary' : 'primary'} busyLabel={t('checking')}>
            {t('go')}
          </SubmitButton>
        </StepForm>
      </section>
      <p className="max-w-form text-ink-soft">{t.rich('phone', phoneInText)}</p>
    </div>
  );
}

async function Refused({ refusal }: { refusal: ReadRefusal | null }) {
  const t = await getTranslations('limits.proof');
  switch (refusal?.kind) {
    case 'proof-early':
      return (
        <RefusalNotice key={refusal.attempt} title={t('earlyTitle')}>
          {t('earlyText', { seconds: refusal.seconds })}
        </RefusalNotice>
      );
    case 'proof-no-waiting':
      return (
        <RefusalNotice key={refusal.attempt} title={t('noWaitingTitle')}>
          {t.rich('noWaitingText', phoneInText)}
        </RefusalNotice>
      );
    case 'proof-worthless':
      return (
        <RefusalNotice key={refusal.attempt} title={t('worthlessTitle')}>
          {t('worthlessText')}
        </RefusalNotice>
      );
    default:
      return null;
  }
}
