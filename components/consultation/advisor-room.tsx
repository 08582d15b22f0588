'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { Button, ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Loading } from '#components/ui/loading.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { AdvisorState } from '#lib/consultation/schema.ts';
import { formatClock, formatDay } from '#lib/platform/format-time.ts';
import { AdmitMember } from './admit-member.tsx';
import { type AdvisorStep, takeAdvisorStep, takeOver } from './advisor-exchange.ts';
import { AdvisorClosing } from './advisor-closing.tsx';
import { CallProblem } from './call-problem.tsx';
import { CallView } from './call-view.tsx';
import { ChatPanel } from './chat-panel.tsx';
import type { HeldKey } from './member-exchange.ts';
import { sendCommand } from './send-command.ts';
import { type Chat, useChat } from './use-chat.ts';
import { useCall } from './use-call.ts';
import { useLatestOnly, type WorkOutcome } from './use-latest-only.ts';
import { useLiveState } from './use-live-state.ts';

interface AdvisorRoomProps {
  consultationId: string;
  dayHref: string;
  signInHref: string;
}

/** The advisor's side of one consultation: who waits, the call, the end. */
export function AdvisorRoom({ consultationId, dayHref, signInHref }: AdvisorRoomProps) {
  const t = useTranslations('consultation');
  const base = `/api/arbeitsplatz/videoberatung/${consultationId}`;
  const { state, line } = useLiveState<AdvisorState>(`${base}/zustand`);
  const [held, setHeld] = useState<HeldKey | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const firstStep = useRef(true);
  const take = useCallback(async (current: AdvisorState): Promise<WorkOutcome> => {
    const step: AdvisorStep = await takeAdvisorStep(current);
    if (step.kind === 'key') {
      setHeld((before) => (sameKey(before, step.held) ? before : step.held));
      setElsewhere(false);
    }
    // A page that was just opened goes on here; one that was open already gives way.
    if (step.kind === 'elsewhere') {
      setHeld(null);
      if (firstStep.current) await takeOver(current);
      else setElsewhere(true);
    }
    if (step.kind !== 'waiting') firstStep.current = false;
    return step.kind === 'key' && step.again ? 'again' : 'done';
  }, []);
  useLatestOnly(state, take);
  const current = held !== null && state?.state === 'in_call' && held.epoch === state.epoch ? held : null;
  const chat = useChat(`${base}/nachrichten`, state?.messageCount ?? null);
  const { connection, call, restart } = useCall({
    held: current,
    passAddress: `${base}/zutritt`,
    suspicionAddress: `${base}/verdacht`,
    onHint: chat.expect,
  });

  if (line === 'gone') {
    return (
      <Notice tone="caution" title={t('staffRoom.signedOutTitle')} role="alert">
        <p>{t('staffRoom.signedOutText')}</p>
        <ButtonRow>
          <LinkButton href={signInHref}>{t('staffRoom.signIn')}</LinkButton>
        </ButtonRow>
      </Notice>
    );
  }
  if (state === null) {
    const wayOut = (
      <a href={dayHref} className="link">
        {t('staffRoom.back')}
      </a>
    );
    return <Loading word={t(line === 'offline' ? 'staffRoom.offline' : 'staffRoom.loading')} wayOut={wayOut} />;
  }
  const name = state.memberName === '' ? t('staffRoom.nameGone') : state.memberName;
  if (state.state === 'ended') return <AdvisorClosing state={state} name={name} dayHref={dayHref} />;
  const problem = call?.problem ?? null;
  if (problem !== null || elsewhere) {
    return (
      <div className="grid gap-6">
        <RoomHeading state={state} name={name} dayHref={dayHref} />
        {elsewhere ? (
          <Notice tone="info" title={t('staffRoom.elsewhereTitle')} role="alert">
            <p>{t('staffRoom.elsewhereText')}</p>
            <ButtonRow>
              <Button onClick={() => void takeOver(state)}>{t('problem.elsewhereButton')}</Button>
            </ButtonRow>
          </Notice>
        ) : (
          problem !== null && (
            <CallProblem
              problem={problem}
              phone={null}
              otherName={name}
              onAgain={() => (problem === 'encryption' ? void takeOver(state).then(restart) : restart())}
            />
          )
        )}
      </div>
    );
  }
  if (call !== null && state.state === 'in_call') {
    return (
      <CallView
        call={call}
        connection={connection}
        chat={chat}
        words={current?.words ?? []}
        messageCount={state.messageCount}
        otherName={name}
        timeZone={state.timeZone}
        goneOn={state.goneOn}
        phone={null}
        side="advisor"
        onEnd={async () => (await sendCommand(`${base}/beenden`)).ok}
        aside={<AdmitMember state={state} name={name} inCall />}
      />
    );
  }
  return (
    <div className="grid gap-6">
      <RoomHeading state={state} name={name} dayHref={dayHref} />
      {line === 'offline' && (
        <Notice tone="caution" title={t('wait.offlineTitle')} role="status">
          <p>{t('staffRoom.offline')}</p>
        </Notice>
      )}
      {!state.video && (
        <Notice tone="caution" title={t('staffRoom.noVideo')}>
          <p>{t('staffRoom.noVideoText', { name })}</p>
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24em]">
        <AdmitMember state={state} name={name} />
        <ChatBefore chat={chat} state={state} name={name} />
      </div>
    </div>
  );
}

const sameKey = (one: HeldKey | null, other: HeldKey) =>
  one !== null && one.epoch === other.epoch && one.words.join() === other.words.join();

function RoomHeading({ state, name, dayHref }: { state: AdvisorState; name: string; dayHref: string }) {
  const t = useTranslations('consultation.staffRoom');
  const locale = useLocale();
  const at = (iso: string) => ({ epochMilliseconds: Date.parse(iso) });
  const when = t('when', {
    day: formatDay(at(state.startsAt), state.timeZone, locale),
    from: formatClock(at(state.startsAt), state.timeZone, locale),
    to: formatClock(at(state.endsAt), state.timeZone, locale),
  });
  return (
    <div className="grid gap-2">
      <p>
        <a href={dayHref} className="link">
          {t('back')}
        </a>
      </p>
      <PageHeading lead={when}>{t('title', { name })}</PageHeading>
    </div>
  );
}

function ChatBefore({ chat, state, name }: { chat: Chat; state: AdvisorState; name: string }) {
  const t = useTranslations('consultation.staffRoom');
  return (
    <Card title={t('chatBefore')}>
      <div className="-mx-4 -mb-4 flex max-h-[26em] min-h-[16em] flex-col">
        <ChatPanel
          messages={chat.messages}
          otherName={name}
          timeZone={state.timeZone}
          goneOn={state.goneOn}
          send={chat.send}
        />
      </div>
    </Card>
  );
}
