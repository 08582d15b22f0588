import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChangePage } from '#components/booking/change-page.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { type SwitchOption, SwitchChoice } from '#components/booking/switch-choice.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { channels } from '#lib/booking/schema.ts';
import { listSwitches } from '#lib/booking/change/switch-channel.ts';
import { choiceOf, timeInWords, to } from '../../offers.ts';
import { phoneInText } from '../../phone.tsx';
import { type ReadRefusal, readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { aimPath, shownPath } from '../aim.ts';
import { ChangedMeanwhile } from '../changed-meanwhile.tsx';
import { NotChangeable } from '../not-changeable.tsx';
import { readChangeable } from '../own.ts';
import { SeenVersion } from '../seen-version.tsx';
import { movePath } from '../verschieben/move-address.ts';
import { switchTo } from './actions.ts';

type Switches = Awaited<ReturnType<typeof listSwitches>>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changing.switch');
  return pageTitle(t('question'));
}

/** Another channel at the same time: what can be had, what cannot and why, and another time as the way out (BK6). */
export default async function SwitchPage() {
  const [t, common, changeable, refusal] = await Promise.all([
    getTranslations('changing.switch'),
    getTranslations('common'),
    readChangeable('weg'),
    readRefusal(),
  ]);
  if (!changeable.ok) return <NotChangeable own={changeable.own} />;
  const { appointment } = changeable.own;
  const isGroup = appointment.groupSessionId !== null;
  const { startsAt, center, advisor } = appointment;
  const time = await timeInWords(startsAt, center.timeZone);
  return (
    <ChangePage
      question={t('question')}
      lead={isGroup ? undefined : t('lead', { time, advisor: advisor.label })}
      back={{ href: await to(shownPath), label: common('back') }}
    >
      <ChangedMeanwhile refusal={refusal} />
      <NoSwitch refusal={refusal} />
      {isGroup ? (
        <EmptyState
          title={t('groupTitle')}
          action={<LinkButton href={await to(aimPath('verschieben'))}>{t('groupOther')}</LinkButton>}
        >
          {t.rich('group', phoneInText)}
        </EmptyState>
      ) : (
        <StepForm action={switchTo} address={await to(aimPath('weg'))}>
          <SeenVersion of={appointment} />
          <SwitchChoice
            name="kanal"
            center={center}
            options={await optionsOf(appointment, await listSwitches(changeable.right))}
          />
        </StepForm>
      )}
    </ChangePage>
  );
}

async function optionsOf(appointment: AppointmentView, switches: Switches): Promise<SwitchOption[]> {
  const { center } = appointment;
  const options = channels.map(async (channel): Promise<SwitchOption> => {
    if (channel === appointment.channel) return { channel, state: 'now' };
    const found = switches.find((one) => one.channel === channel);
    if (found === undefined) return { channel, state: 'not-offered' };
    if (found.whyNot === null) return { channel, state: 'possible' };
    const elsewhen = movePath({
      ...choiceOf(appointment),
      channel,
      center: channel === 'on_site' ? center.slug : undefined,
    });
    return { channel, state: 'not-now', whyNot: found.whyNot, otherTime: await to(elsewhen) };
  });
  return Promise.all(options);
}

async function NoSwitch({ refusal }: { refusal: ReadRefusal | null }) {
  if (refusal?.kind !== 'no-switch') return null;
  const t = await getTranslations('changing.switch');
  return (
    <RefusalNotice key={refusal.attempt} title={t('refusedTitle')}>
      {t('refusedText', { why: t(`whyNot.${refusal.why}`) })}
    </RefusalNotice>
  );
}
