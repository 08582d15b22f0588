import { getTranslations } from 'next-intl/server';
import { ChangePage } from '#components/booking/change-page.tsx';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { listNearestTimes } from '#lib/booking/free-times/list-nearest-times.ts';
import type { Temporal } from '#lib/platform/time.ts';
import type { TimesAddress } from '../../../address.ts';
import { groupByDay } from '../../../offered-days.ts';
import { toOfferedDays } from '../../../offered-times.ts';
import { timeInWords, to } from '../../../offers.ts';
import { PhoneButton } from '../../../phone.tsx';
import { TimeForm } from '../../../time-form.tsx';
import { holdNewTime } from '../actions.ts';
import { movePath } from '../move-address.ts';

type MoveGoneProps = { appointment: AppointmentView; address: TimesAddress; wished: Temporal.Instant | null };

/** The new time is no longer reserved: the appointment is as it was, and the nearest times are one press away. */
export async function MoveGone({ appointment, address, wished }: MoveGoneProps) {
  const t = await getTranslations('changing.move');
  const { startsAt, center } = appointment;
  const nearest = await listNearestTimes(address, wished ?? startsAt);
  const days = await toOfferedDays(groupByDay(nearest, { days: nearest.length, perDay: nearest.length }).days);
  const time = await timeInWords(startsAt, center.timeZone);
  const all = (
    <LinkButton variant="secondary" href={await to(movePath(address))}>
      {t('goneAll')}
    </LinkButton>
  );
  return (
    <ChangePage question={t('gone')} lead={t(days.length > 0 ? 'goneLead' : 'goneNone', { time })}>
      {days.length > 0 && (
        <TimeForm action={holdNewTime} address={await to(movePath(address))} choice={address}>
          <TimeChoice name="zeit" days={days} />
        </TimeForm>
      )}
      <ButtonRow>
        {all}
        {days.length === 0 && <PhoneButton />}
      </ButtonRow>
    </ChangePage>
  );
}
