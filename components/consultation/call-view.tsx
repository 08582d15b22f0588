'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Icon } from '#components/ui/icon.tsx';
import { LiveRegion } from '#components/ui/unseen.tsx';
import { CallBar, type CallPanel } from './call-bar.tsx';
import { ChatPanel } from './chat-panel.tsx';
import { EndQuestion } from './end-question.tsx';
import { MorePanel, type Phone } from './more-panel.tsx';
import type { CallSnapshot } from './call-snapshot.ts';
import type { RoomConnection } from './room-connection.ts';
import type { Chat } from './use-chat.ts';
import { useEscape } from './use-escape.ts';
import { useSpokenChanges } from './use-spoken-changes.ts';
import { VideoPicture } from './video-picture.tsx';

interface CallViewProps {
  call: CallSnapshot;
  connection: RoomConnection | null;
  chat: Chat;
  words: readonly string[];
  /** Number of the newest message as the state says */
  messageCount: number;
  otherName: string;
  timeZone: string;
  goneOn: string;
  phone: Phone | null;
  /** Who hangs up decides what it means */
  side: 'member' | 'advisor';
  /** @returns false when the wish did not arrive */
  onEnd: () => Promise<boolean>;
  /** What the advisor sees beside the call, such as somebody who waits once more */
  aside?: ReactNode;
}

/** The room: the other person large, the own picture small, six buttons, one panel at a time. */
export function CallView(props: CallViewProps) {
  const { call, connection, chat, otherName, side } = props;
  const t = useTranslations('consultation');
  const [panel, setPanel] = useState<CallPanel | null>(null);
  const [ending, setEnding] = useState(false);
  // What was there when the room was entered is not new.
  const [read, setRead] = useState(props.messageCount);
  const panelHeading = useRef<HTMLHeadingElement>(null);
  const newest = chat.messages.findLast((message) => !message.own)?.number ?? 0;
  const seen = panel === 'chat' ? newest : read;
  const unread = chat.messages.filter((message) => !message.own && message.number > seen).length;
  const spoken = useSpokenChanges(call, otherName, unread);

  useEffect(() => {
    if (panel === 'chat') setRead(newest);
  }, [panel, newest]);
  useEffect(() => {
    if (panel !== null) panelHeading.current?.focus();
  }, [panel]);

  const showPanel = (next: CallPanel) => setPanel((before) => (before === next ? null : next));
  const closePanel = () => {
    const button = panel;
    setPanel(null);
    if (button !== null) document.querySelector<HTMLElement>(`[data-panel="${button}"]`)?.focus();
  };

  // Whoever hangs up is neither seen nor heard from then on, whether the line to our server is there or not.
  const hangUp = async () => {
    connection?.stop();
    return props.onEnd();
  };

  useEscape(panel !== null && !ending, closePanel);
  useOnlyThis();

  return (
    <section
      aria-label={t('call.region', { name: otherName })}
      data-testid="call"
      className="fixed inset-0 z-40 flex flex-col bg-sunken"
    >
      <LiveRegion>{spoken}</LiveRegion>
      <div className="relative flex min-h-0 flex-1">
        <div className="relative min-w-0 flex-1">
          <Stage call={call} otherName={otherName} />
          <div className="absolute inset-x-3 top-3 flex flex-wrap items-start gap-2 sm:inset-x-4 sm:top-4">
            {props.aside}
            {call.soundBlocked && (
              <Button icon="speaker" onClick={() => void connection?.allowSound()}>
                {t('call.soundBlocked')}
              </Button>
            )}
            {call.sharing && (
              <Button variant="secondary" icon="screen" onClick={() => void connection?.setSharing(false)}>
                {t('call.stopSharing')}
              </Button>
            )}
          </div>
          <div
            className={classNames(
              'absolute right-3 bottom-3 w-[28%] max-w-[15em] min-w-[6.5em] sm:right-4 sm:bottom-4',
              'aspect-[4/3] overflow-hidden rounded-lg border-2 border-surface bg-ground shadow-lift',
            )}
          >
            <VideoPicture track={call.camera} label={t('call.own')} mirrored testId="own-picture">
              <Icon name="camera-off" className="size-7" />
              <span className="unseen">{t('call.cameraIsOff')}</span>
            </VideoPicture>
          </div>
        </div>
        {panel !== null && (
          <aside
            aria-labelledby="tafel-titel"
            className="flex min-h-0 w-[24em] max-w-full shrink-0 flex-col border-l border-line bg-ground max-md:absolute max-md:inset-0 max-md:z-10 max-md:w-auto max-md:border-l-0"
          >
            <div className="flex items-center justify-between border-b border-line px-4 py-2">
              <h2 id="tafel-titel" ref={panelHeading} tabIndex={-1} className="text-lg">
                {panel === 'chat' ? t('chat.heading') : t('more.heading')}
              </h2>
              <Button variant="quiet" icon="close" onClick={closePanel}>
                {t('more.close')}
              </Button>
            </div>
            {panel === 'chat' ? (
              <ChatPanel
                messages={chat.messages}
                otherName={otherName}
                timeZone={props.timeZone}
                goneOn={props.goneOn}
                send={async (text) => {
                  const number = await chat.send(text);
                  if (number !== null) void connection?.hint(number);
                  return number;
                }}
              />
            ) : (
              <MorePanel words={props.words} connection={connection} phone={props.phone} />
            )}
          </aside>
        )}
      </div>
      {ending ? (
        <EndQuestion side={side} otherName={otherName} onStay={() => setEnding(false)} onEnd={hangUp} />
      ) : (
        <CallBar
          call={call}
          connection={connection}
          panel={panel}
          unread={unread}
          showPanel={showPanel}
          onHangUp={() => setEnding(true)}
        />
      )}
    </section>
  );
}

/** The room covers the page: its header and footer leave the keyboard's way and the ears. */
function useOnlyThis(): void {
  useEffect(() => {
    const main = document.getElementById('inhalt');
    const around = [...(main?.parentElement?.children ?? [])].filter((element) => element !== main);
    for (const element of around) element.setAttribute('inert', '');
    return () => {
      for (const element of around) element.removeAttribute('inert');
    };
  }, []);
}

/** What the other person shows: screen before face, words where there is neither. */
function Stage({ call, otherName }: { call: CallSnapshot; otherName: string }) {
  const t = useTranslations('consultation.call');
  const { remote, status } = call;
  const words =
    status === 'reconnecting'
      ? t('reconnecting')
      : status === 'stopped'
        ? t('stopped')
        : status === 'connecting'
          ? t('connecting', { name: otherName })
          : remote === null
            ? t('waitingFor', { name: otherName })
            : t('cameraOffOther', { name: otherName });
  const screen = remote?.screen ?? null;
  return (
    <div className="absolute inset-0">
      <VideoPicture
        track={screen ?? remote?.camera ?? null}
        label={screen === null ? t('other', { name: otherName }) : t('screen', { name: otherName })}
        whole={screen !== null}
        testId="other-picture"
      >
        <Icon name="person" className="size-16" />
        <span className="text-lg">{words}</span>
      </VideoPicture>
      {screen !== null && remote?.camera && (
        <div className="absolute top-3 right-3 aspect-[4/3] w-[24%] max-w-[13em] overflow-hidden rounded-lg border-2 border-surface shadow-lift">
          <VideoPicture track={remote.camera} label={t('other', { name: otherName })} testId="other-face" />
        </div>
      )}
      <p className="absolute bottom-3 left-3 flex max-w-[60%] flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-ground/90 px-3 py-1.5 text-sm sm:bottom-4 sm:left-4">
        <span className="font-semibold">{otherName}</span>
        {remote !== null && !remote.microphoneOn && (
          <span className="inline-flex items-center gap-1.5">
            <Icon name="microphone-off" />
            {t('microphoneOffOther')}
          </span>
        )}
        {status === 'connected' && (
          <span className="inline-flex items-center gap-1.5 text-success max-sm:hidden">
            <Icon name="shield" />
            {t('encrypted')}
          </span>
        )}
      </p>
    </div>
  );
}
