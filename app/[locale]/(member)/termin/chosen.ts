import { getLocale } from 'next-intl/server';
import type { Choice } from '#components/booking/booking-step.tsx';
import type { Target } from '#components/ui/step-header.tsx';
import { type AppointmentView, topicsOf } from '#lib/booking/appointment-view.ts';
import { choiceOf, offerOf, timeInWords, waysOf, wayInWords } from './offers.ts';

type Targets = { topic: Target; way: Target; time: Target };

/** What a held appointment was chosen to be, one line each, with the way to change it. */
export async function chosenSoFar(
  appointment: AppointmentView,
  change: Targets,
): Promise<{ chosen: Choice[]; hasWays: boolean }> {
  const { center, advisor, startsAt } = appointment;
  const choice = choiceOf(appointment);
  const [locale, offer] = await Promise.all([getLocale(), offerOf(choice)]);
  const hasWays = offer === null || waysOf(choice, offer).length > 1;
  const way = await wayInWords(choice, center);
  const time = await timeInWords(startsAt, center.timeZone);
  const chosen: Choice[] = [
    { kind: 'topic', value: topicsOf(appointment, locale).join(', '), change: change.topic },
    { kind: 'way', value: way, change: hasWays ? change.way : change.topic },
    { kind: 'time', value: `${time}, ${advisor.label}`, change: change.time },
  ];
  return { chosen: hasWays ? chosen : chosen.filter(({ kind }) => kind !== 'way'), hasWays };
}
