import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import type { StepAction } from '#components/booking/step-form.tsx';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { listNearestTimes } from '#lib/booking/free-times/list-nearest-times.ts';
import { legalZone, Temporal } from '#lib/platform/time.ts';
import type { TimesAddress } from '../address.ts';
import { groupByDay } from '../offered-days.ts';
import { toOfferedDays } from '../offered-times.ts';
import { timeInWords } from '../offers.ts';
import type { ReadRefusal } from '../refusal.ts';
import { TimeForm } from '../time-form.tsx';
import { TooMany } from '../too-many.tsx';

type TakenTimeProps = { choice: TimesAddress; refusal: ReadRefusal | null; action: StepAction; address: string };

/** Somebody was faster: said at once, with the three nearest times to choose from. */
export async function TakenTime({ choice, refusal, action, address }: TakenTimeProps) {
  const t = await getTranslations('booking.timePage');
  if (refusal?.kind === 'too-many') return <TooMany refusal={refusal} />;
  if (refusal?.kind === 'unknown-time') {
    return (
      <RefusalNotice key={refusal.attempt} title={t('invalidTitle')}>
        {t('invalidText')}
      </RefusalNotice>
    );
  }
  if (refusal?.kind !== 'time-taken') return null;
  const wished = Temporal.Instant.from(refusal.startsAt);
  const nearest = await listNearestTimes(choice, wished);
  const time = await timeInWords(wished, nearest[0]?.timeZone ?? legalZone);
  const days = await toOfferedDays(groupByDay(nearest, { days: nearest.length, perDay: nearest.length }).days);
  return (
    <>
      <RefusalNotice key={refusal.attempt} title={t('takenTitle')}>
        {t(days.length > 0 ? 'takenText' : 'takenNone', { time })}
      </RefusalNotice>
      {days.length > 0 && (
        <section aria-labelledby="naechste-zeiten">
          <h2 id="naechste-zeiten" className="unseen">
            {t('takenList')}
          </h2>
          <TimeForm action={action} address={address} choice={choice}>
            <TimeChoice name="zeit" days={days} among="naechste" level={3} />
          </TimeForm>
        </section>
      )}
      <h2 className="max-w-form border-t border-line pt-8 text-xl">{t('allTimes')}</h2>
    </>
  );
}
