import { getLocale, getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Countdown } from '#components/ui/countdown.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { undoMinutes } from '#lib/booking/policy.ts';
import { readUndo } from '#lib/booking/change/read-undo.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { waysPath } from '../../address.ts';
import { choiceOf, to } from '../../offers.ts';
import { shownPath } from '../aim.ts';
import { SeenVersion } from '../seen-version.tsx';
import { takeBack } from './actions.ts';

/** A cancelled appointment: taking it back as long as that works, and a new one. */
export async function Undo({ own: { appointment, seeing } }: { own: OwnAppointment }) {
  const [t, locale, undo] = await Promise.all([getTranslations('changing.undo'), getLocale(), readUndo(seeing)]);
  const again = (
    <LinkButton href={await to(waysPath(choiceOf(appointment)))} variant="secondary" icon="calendar">
      {t('again')}
    </LinkButton>
  );
  if (undo === null) return <div className="print:hidden">{again}</div>;
  const { surelyUntil, now } = undo;
  return (
    <div className="grid max-w-form justify-items-start gap-6 print:hidden">
      <Card title={t('title')}>
        <StepForm action={takeBack} address={await to(shownPath)} className="grid justify-items-start gap-4">
          <SeenVersion of={appointment} />
          <p>{t('text')}</p>
          {surelyUntil === null ? (
            <p className="text-ink-soft">{t('seat')}</p>
          ) : (
            <Countdown
              until={surelyUntil.toString()}
              now={now.toString()}
              staticText={t('until', { clock: formatClock(surelyUntil, appointment.center.timeZone, locale) })}
              minuteTexts={Array.from({ length: undoMinutes + 1 }, (_, minutes) => t('left', { minutes }))}
              overText={t('over')}
            />
          )}
          <SubmitButton busyLabel={t('sending')}>{t('submit')}</SubmitButton>
        </StepForm>
      </Card>
      {again}
    </div>
  );
}
