'use client';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Loading } from '#components/ui/loading.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { MemberState } from '#lib/consultation/schema.ts';
import { CallUs } from './call-us.tsx';
import { CallProblem } from './call-problem.tsx';
import { CallView } from './call-view.tsx';
import { type HeldKey, type MemberStep, takeMemberStep } from './member-exchange.ts';
import type { Phone } from './more-panel.tsx';
import { isPassing, sendCommand } from './send-command.ts';
import { playTones } from './tones.ts';
import { useCall } from './use-call.ts';
import { useChat } from './use-chat.ts';
import { useLatestOnly, type WorkOutcome } from './use-latest-only.ts';

const waitAgain = () => sendCommand('/api/videoberatung/wieder-warten');

/** The member was let in: get the key, join, stay. */
export function MemberCall({ state, phone }: { state: MemberState; phone: Phone }) {
  const t = useTranslations('consultation.wait');
  const [held, setHeld] = useState<HeldKey | null>(null);
  const [tampered, setTampered] = useState(false);
  const take = useCallback(async (current: MemberState): Promise<WorkOutcome> => {
    const step: MemberStep = await takeMemberStep(current);
    if (step.kind === 'key') setHeld((before) => (before?.epoch === step.held.epoch ? before : step.held));
    if (step.kind === 'tampered') setTampered(true);
    if (step.kind === 'readmission') return isPassing(await waitAgain()) ? 'again' : 'done';
    return step.kind === 'again' ? 'again' : 'done';
  }, []);
  useLatestOnly(tampered ? null : state, take);
  useEffect(() => {
    // "It begins": the page was left open and perhaps not looked at.
    void playTones().catch(() => undefined);
  }, []);

  const current = held !== null && held.epoch === state.epoch && !tampered ? held : null;
  const chat = useChat('/api/videoberatung/nachrichten', state.messageCount);
  const { connection, call, restart } = useCall({
    held: current,
    passAddress: '/api/videoberatung/zutritt',
    suspicionAddress: '/api/videoberatung/verdacht',
    onHint: chat.expect,
  });

  const problem = tampered ? 'tampered' : (call?.problem ?? null);
  if (problem !== null) {
    // Wrong keys are not mended by trying once more with the same ones.
    const again = () => (problem === 'elsewhere' ? restart() : void waitAgain());
    return <CallProblem problem={problem} phone={phone} otherName={state.advisor} onAgain={again} />;
  }
  if (call === null) {
    return (
      <div className="grid gap-6">
        <PageHeading>
          <span role="status">{t('admitted', { advisor: state.advisor })}</span>
        </PageHeading>
        <Loading word={t('connecting')} wayOut={<CallUs phone={phone} />} />
      </div>
    );
  }
  return (
    <CallView
      call={call}
      connection={connection}
      chat={chat}
      words={current?.words ?? []}
      messageCount={state.messageCount}
      otherName={state.advisor}
      timeZone={state.timeZone}
      goneOn={state.goneOn}
      phone={phone}
      side="member"
      onEnd={async () => (await sendCommand('/api/videoberatung/verlassen')).ok}
    />
  );
}
