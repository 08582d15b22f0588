import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BeforeAndAfter } from '#components/booking/before-and-after.tsx';
import { DefaultPress } from '#components/booking/default-press.tsx';
import { HoldNotice } from '#components/booking/hold-notice.tsx';
import { Presence } from '#components/booking/presence.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { readMove } from '#lib/booking/change/hold-move.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Query } from '../../../address.ts';
import { bookedFacts } from '../../../booked-facts.ts';
import { readRefusal } from '../../../refusal.ts';
import { stepTitle } from '../../../titles.ts';
import { entryPath, shownPath } from '../../aim.ts';
import { NotChangeable } from '../../not-changeable.tsx';
import { SeenVersion } from '../../seen-version.tsx';
import { checkPath, movePath, readWishedTime } from '../move-address.ts';
import { MoveStep } from '../move-step.tsx';
import { readMovePage } from '../read-move-page.ts';
import { decideMove } from './actions.ts';
import { MoveGone } from './move-gone.tsx';
import { MoveNotice } from './move-notice.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changing.move');
  return stepTitle(t('check'), { step: 2, of: 2 });
}

/** What is and what will be, side by side; one button moves the appointment (BK6). */
export default async function CheckPage({ searchParams }: Props) {
  const [t, holds, locale, query, refusal] = await Promise.all([
    getTranslations('changing.move'),
    getTranslations('booking.hold'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const page = await readMovePage(query);
  if (!page.ok) return <NotChangeable own={page.own} />;
  const { own, right, address } = page;
  const { appointment } = own;
  const href = (path: string) => localePath(locale, path);
  const wished = readWishedTime(query);
  const move = await readMove(right);
  if (move === null) {
    // Back from the appointment that was moved.
    if (refusal === null && wished?.equals(appointment.startsAt) === true) redirect(href(shownPath));
    return <MoveGone appointment={appointment} address={address} wished={wished} />;
  }
  const { held, expiresAt, now, extensionsLeft } = move;
  const lastChange = held.startsAt.subtract(own.changeUntil.until(appointment.startsAt));
  const clock = formatClock(expiresAt, held.center.timeZone, locale);
  return (
    <MoveStep step={2} question={t('check')} lead={t('mail')} back={{ href: href(movePath(address)) }}>
      <Presence address={href(`${entryPath}/anwesend`)} />
      <StepForm action={decideMove} address={href(checkPath(address, held.startsAt))} className="grid gap-8">
        <DefaultPress name="tun" value="verschieben" />
        <SeenVersion of={appointment} />
        <input type="hidden" name="reservierung" value={held.id} />
        <input type="hidden" name="zeit" value={held.startsAt.toString()} />
        <HoldNotice
          until={expiresAt.toString()}
          now={now.toString()}
          clock={clock}
          over={t('over')}
          {...(extensionsLeft > 0 && { extend: { name: 'tun', value: 'laenger' } })}
        />
        <MoveNotice refusal={refusal} query={query} clock={clock} extended={holds('extended', { clock })} />
        <BeforeAndAfter before={await bookedFacts(appointment)} after={await bookedFacts(held)} />
        {Temporal.Instant.compare(lastChange, now) <= 0 && <p className="max-w-form">{t('near')}</p>}
        <ButtonRow>
          <SubmitButton name="tun" value="verschieben" busyLabel={t('moving')}>
            {t('submit')}
          </SubmitButton>
          <SubmitButton name="tun" value="lassen" variant="secondary" busyLabel={t('keeping')}>
            {t('keep')}
          </SubmitButton>
        </ButtonRow>
      </StepForm>
    </MoveStep>
  );
}
