import { getTranslations } from 'next-intl/server';
import { ChangePage } from '#components/booking/change-page.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { readNow } from '#lib/platform/read-now.ts';
import { timeInWords, to } from '../offers.ts';
import { shownPath } from './aim.ts';
import { WhyClosed } from './why-closed.tsx';

/** In place of a page that changes something: it is too late for that, or it is cancelled already. */
export async function NotChangeable({ own }: { own: OwnAppointment }) {
  const t = await getTranslations('changing');
  const { startsAt, center } = own.appointment;
  return (
    <ChangePage question={t('title')} lead={await timeInWords(startsAt, center.timeZone)}>
      <WhyClosed own={own} now={await readNow()} />
      <div>
        <LinkButton href={await to(shownPath)} icon="calendar">
          {t('closed.show')}
        </LinkButton>
      </div>
    </ChangePage>
  );
}
