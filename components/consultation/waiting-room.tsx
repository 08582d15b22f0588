'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { phoneTag } from '#components/ui/rich-text.tsx';
import type { MemberState } from '#lib/consultation/schema.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { CommandButton } from './command-button.tsx';
import { MicrophoneLevel } from './microphone-level.tsx';
import type { Phone } from './more-panel.tsx';
import { OwnPicture } from './own-picture.tsx';
import { useChat } from './use-chat.ts';
import type { Line } from './use-live-state.ts';
import type { Preview } from './use-preview.ts';

interface WaitingRoomProps {
  state: MemberState;
  line: Line;
  preview: Preview;
  phone: Phone;
}

/** One true sentence, the own picture, and what to do if it takes longer. */
export function WaitingRoom({ state, line, preview, phone }: WaitingRoomProps) {
  const t = useTranslations('consultation');
  const sentence = useWaitSentence(state);
  const chat = useChat('/api/videoberatung/nachrichten', state.messageCount);
  const word = chat.messages.findLast((message) => !message.own);
  const { status, start } = preview;
  useEffect(() => {
    document.getElementById('titel')?.focus();
    // After a reload the devices are not on yet; the browser remembers that it may.
    if (status === 'off') void start();
    // oxlint-disable-next-line react/exhaustive-deps -- only on entering
  }, []);
  const camera = preview.camera !== null && 'stream' in preview.camera ? preview.camera.stream : null;
  const microphone = preview.microphone !== null && 'stream' in preview.microphone ? preview.microphone.stream : null;
  return (
    <div className="grid gap-8" data-testid="waiting-room">
      <PageHeading above={t('wait.heading')}>
        <span role="status">{sentence}</span>
      </PageHeading>
      <div className="grid items-start gap-8 md:grid-cols-[minmax(0,26em)_1fr]">
        <div className="grid gap-4">
          <OwnPicture stream={camera} label={t('check.ownPicture')} offText={t('check.pictureOff')} />
          {microphone !== null && (
            <MicrophoneLevel stream={microphone} label={t('check.level')} text={t('check.levelText')} />
          )}
        </div>
        <div className="grid max-w-form gap-6">
          {line === 'offline' && (
            <Notice tone="caution" title={t('wait.offlineTitle')} role="status">
              <p>{t('wait.offlineText')}</p>
            </Notice>
          )}
          {word !== undefined && (
            <Notice tone="info" title={t('wait.word', { advisor: state.advisor })} role="status">
              <p className="whitespace-pre-wrap">{word.text}</p>
            </Notice>
          )}
          <p>{t('wait.keepOpen')}</p>
          <section aria-labelledby="laenger">
            <h2 id="laenger" className="text-lg">
              {t('wait.longerTitle')}
            </h2>
            <p className="mt-1">{t.rich('wait.longerText', { phone: phoneTag(phone) })}</p>
          </section>
          <div>
            <CommandButton
              variant="secondary"
              address="/api/videoberatung/verlassen"
              busyLabel={t('wait.leaving')}
              failedText={t('refused.otherText')}
            >
              {t('wait.leave')}
            </CommandButton>
          </div>
        </div>
      </div>
    </div>
  );
}

function useWaitSentence({ wait, advisor, startsAt, timeZone }: MemberState): string {
  const t = useTranslations('consultation.wait');
  const locale = useLocale();
  const clock = formatClock({ epochMilliseconds: Date.parse(startsAt) }, timeZone, locale);
  switch (wait.kind) {
    case 'before-start':
      return t('beforeStart', { advisor, clock });
    case 'in-conversation':
      return wait.minutes === null
        ? t('inConversationLonger', { advisor })
        : t('inConversation', { advisor, minutes: wait.minutes });
    case 'others-before':
      return t('othersBefore', { advisor, count: wait.count });
    case 'next':
      return t('next', { advisor });
    case 'late':
      return t('late', { minutes: wait.minutes });
  }
}
