import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { BookedAppointment } from '#components/booking/booked-appointment.tsx';
import { ChangePage } from '#components/booking/change-page.tsx';
import { NextSteps } from '#components/booking/next-steps.tsx';
import { PrintButton } from '#components/booking/print-button.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { opensAt } from '#lib/consultation/policy.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { readNow } from '#lib/platform/read-now.ts';
import type { Query } from '../../address.ts';
import { bookedFacts } from '../../booked-facts.ts';
import { ProvedNotice } from '../../proved-notice.tsx';
import { readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { leave } from '../actions.ts';
import { ownAppointment, requireOwn } from '../own.ts';
import { Absence } from './absence.tsx';
import { ChangeWays } from './change-ways.tsx';
import { Lateness } from './lateness.tsx';
import { Refused } from './refused.tsx';
import { stateInWords } from './state-in-words.ts';
import { Undo } from './undo.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, own, query, now] = await Promise.all([
    getTranslations('changing'),
    ownAppointment(),
    searchParams,
    readNow(),
  ]);
  return pageTitle(own === null ? t('title') : (await stateInWords(own.appointment, query, now)).title);
}

/** The appointment behind the link or the booking code: how it stands, and all that can be done with it (BK6). */
export default async function OwnAppointmentPage({ searchParams }: Props) {
  const [t, done, locale, query, refusal, own, now] = await Promise.all([
    getTranslations('changing.leave'),
    getTranslations('booking.done'),
    getLocale(),
    searchParams,
    readRefusal(),
    requireOwn(),
    readNow(),
  ]);
  const { appointment } = own;
  const { title, lead, isAhead } = await stateInWords(appointment, query, now);
  return (
    <ChangePage question={title} lead={lead}>
      {refusal === null && <ProvedNotice query={query} step="accessCode" />}
      <Refused refusal={refusal} />
      {appointment.state === 'cancelled' && <Undo own={own} />}
      <BookedAppointment {...(await bookedFacts(appointment))} />
      {isAhead && (
        <div className="print:hidden">
          <ButtonRow>
            <LinkButton
              href={localePath(locale, '/termin/mein/kalender')}
              variant="secondary"
              icon="calendar"
              download="termin.ics"
            >
              {done('calendar')}
            </LinkButton>
            <PrintButton>{done('print')}</PrintButton>
          </ButtonRow>
        </div>
      )}
      <div className="grid gap-10 print:hidden">
        {isAhead && <Lateness own={own} />}
        {own.mayNotCome && <Absence own={own} />}
        {appointment.state !== 'cancelled' && <ChangeWays own={own} now={now} />}
        {isAhead && (
          <NextSteps
            channel={appointment.channel}
            advisor={appointment.advisor.label}
            opens={formatClock(opensAt(appointment), appointment.center.timeZone, locale)}
            cameByLink
          />
        )}
        <section aria-labelledby="beenden" className="max-w-form border-t border-line pt-6">
          <h2 id="beenden" className="text-lg">
            {t('title')}
          </h2>
          <p className="mt-2">{t('text')}</p>
          <form action={leave} className="mt-4">
            <SubmitButton variant="secondary" busyLabel={t('closing')}>
              {t('submit')}
            </SubmitButton>
          </form>
        </section>
      </div>
    </ChangePage>
  );
}
