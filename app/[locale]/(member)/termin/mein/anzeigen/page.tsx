import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookedAppointment } from '#components/booking/booked-appointment.tsx';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { PrintButton } from '#components/booking/print-button.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { bookedFacts } from '../../booked-facts.ts';
import { ChangeByPhone } from '../../change-by-phone.tsx';
import { closeLink } from '../actions.ts';
import { shownLink } from '../shown-link.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.mine');
  return { title: t('title') };
}

/** The appointment behind the mail's link, after its button was pressed. */
export default async function LinkedAppointmentPage() {
  const [t, done, locale, token] = await Promise.all([
    getTranslations('booking.mine'),
    getTranslations('booking.done'),
    getLocale(),
    shownLink(),
  ]);
  const appointment = token === null ? null : await findAppointmentByLink(token);
  if (appointment === null) redirect(localePath(locale, '/termin/mein'));
  const cancelled = appointment.state === 'cancelled';
  const heading = cancelled ? t('cancelled') : t('shown');
  return (
    <div className="grid gap-10">
      <PageHeading>{heading}</PageHeading>
      <FocusHeading question={heading} />
      <BookedAppointment {...(await bookedFacts(appointment))} />
      {!cancelled && (
        <div className="print:hidden">
          <ButtonRow>
            <LinkButton href={localePath(locale, '/termin/mein/kalender')} icon="calendar" download="termin.ics">
              {done('calendar')}
            </LinkButton>
            <PrintButton>{done('print')}</PrintButton>
          </ButtonRow>
        </div>
      )}
      <ChangeByPhone />
      <form action={closeLink} className="print:hidden">
        <SubmitButton variant="secondary" busyLabel={t('closing')}>
          {t('close')}
        </SubmitButton>
      </form>
    </div>
  );
}
