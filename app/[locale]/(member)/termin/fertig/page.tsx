import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookedAppointment } from '#components/booking/booked-appointment.tsx';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { NextSteps } from '#components/booking/next-steps.tsx';
import { PrintButton } from '#components/booking/print-button.tsx';
import { wishesInWords } from '#components/booking/wishes-in-words.ts';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { opensAt } from '#lib/consultation/policy.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { browserToken } from '../browser.ts';
import { ChangeOnline } from '../change-online.tsx';
import { DeletionPromise } from '../deletion-promise.tsx';
import { bookedFacts } from '../booked-facts.ts';
import { recipientInWords } from '../recipient-in-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.done');
  return { title: t('question') };
}

/** Booked: everything about it, what happens now, and when it is forgotten. */
export default async function DonePage() {
  const [t, wish, acting, locale, booking] = await Promise.all([
    getTranslations('booking.done'),
    getTranslations('choosing.wish'),
    getTranslations('person.acting'),
    getLocale(),
    readConfirmed(await browserToken()),
  ]);
  if (booking === null) redirect(localePath(locale, '/termin'));
  const { appointment, contact, concern, deletedBy } = booking;
  const facts = await bookedFacts(appointment);
  return (
    <div className="grid gap-10">
      <div className="flex items-start gap-4">
        <Icon name="success" className="mt-1 size-9! text-success max-sm:hidden" />
        <PageHeading lead={contact === null ? t('leadUnsaid') : t('lead', { to: recipientInWords(contact).address })}>
          {t('question')}
        </PageHeading>
      </div>
      <FocusHeading question={t('question')} />
      <BookedAppointment
        {...facts}
        wishes={wishesInWords(contact?.needs, wish, locale)}
        person={contact === null ? undefined : personInWords(contact, acting)}
      />
      <div className="print:hidden">
        <ButtonRow>
          <LinkButton
            href={localePath(locale, '/termin/kalender')}
            icon="calendar"
            download="termin.ics"
            aria-describedby="kalender-hinweis"
          >
            {t('calendar')}
          </LinkButton>
          <PrintButton>{t('print')}</PrintButton>
        </ButtonRow>
        <p id="kalender-hinweis" className="mt-2 text-ink-soft">
          {t('calendarHint')}
        </p>
      </div>
      {contact?.representative !== undefined && (
        <Notice tone="info" title={acting('proofTitle')}>
          <p>{acting('proofText')}</p>
        </Notice>
      )}
      <NextSteps
        channel={appointment.channel}
        advisor={appointment.advisor.label}
        opens={formatClock(opensAt(appointment), appointment.center.timeZone, locale)}
      />
      <ChangeOnline />
      <DeletionPromise contactBy={deletedBy} concernAfter={concern === null ? null : appointment.endsAt} />
      <p className="print:hidden">
        <a href={localePath(locale, '/termin')} className="link inline-flex min-h-target items-center">
          {t('another')}
        </a>
      </p>
    </div>
  );
}

/** "Erika Beispiel", or with whoever acts for her. */
function personInWords(
  { firstName, lastName, representative }: Contact,
  t: Awaited<ReturnType<typeof getTranslations<'person.acting'>>>,
): string {
  const name = `${firstName} ${lastName}`;
  if (representative === undefined) return name;
  return t('booked', { name, representative: `${representative.firstName} ${representative.lastName}` });
}
