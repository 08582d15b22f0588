import { getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { type Choice, ChoiceList } from '#components/ui/choice-list.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { Temporal } from '#lib/platform/time.ts';
import { choiceOf, offerOf, timeInWords, to } from '../../offers.ts';
import { type Aim, aimPath, shownPath } from '../aim.ts';
import { WhyClosed } from '../why-closed.tsx';
import { startChange } from './actions.ts';

/** What can be changed, and until when; else why not, and the phone. */
export async function ChangeWays({ own, now }: { own: OwnAppointment; now: Temporal.Instant }) {
  const { appointment, change, changeUntil, whyNotChangeable } = own;
  if (whyNotChangeable !== null) return <WhyClosed own={own} now={now} />;
  const [t, offer] = await Promise.all([getTranslations('changing.ways'), offerOf(choiceOf(appointment))]);
  // A course is held as it is planned; where there is one way only, there is nothing to choose.
  const hasWays = appointment.groupSessionId === null && offer !== null && offer.channels.length > 1;
  const hasDaysBefore = Temporal.Instant.compare(appointment.startsAt, now.add({ hours: 24 })) > 0;
  const all: [aim: Aim, label: string, detail: string, offered: boolean][] = [
    ['verschieben', t('move'), t('moveDetail'), true],
    ['frueher', t('earlier'), t('earlierDetail'), appointment.groupSessionId === null && hasDaysBefore],
    ['weg', t('switch'), t('switchDetail'), hasWays],
    ['absagen', t('cancel'), t('cancelDetail'), true],
  ];
  const rows = all.filter(([, , , offered]) => offered);
  const until = t('until', { time: await timeInWords(changeUntil, appointment.center.timeZone) });
  if (change !== null) {
    const links = rows.map(
      async ([aim, label, detail]): Promise<Choice> => ({ href: await to(aimPath(aim)), label, detail }),
    );
    return (
      <div className="grid max-w-form gap-2.5">
        <ChoiceList as="link" title={t('title')} choices={await Promise.all(links)} />
        <p className="text-ink-soft">{until}</p>
      </div>
    );
  }
  return (
    <StepForm action={startChange} address={await to(shownPath)} className="grid max-w-form gap-2.5">
      <ChoiceList
        as="button"
        name="danach"
        title={t('title')}
        choices={rows.map(([value, label, detail]) => ({ value, label, detail }))}
      />
      <p className="text-ink-soft">
        {until} {t('code')}
      </p>
    </StepForm>
  );
}
