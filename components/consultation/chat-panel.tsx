'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { controlClass, controlProps, FieldError, fieldIds } from '#components/ui/field.tsx';
import { messageLimit } from '#lib/consultation/core/consultation-state.ts';
import type { ChatMessageView } from '#lib/consultation/schema.ts';
import { formatClock, formatDay } from '#lib/platform/format-time.ts';

interface ChatPanelProps {
  messages: readonly ChatMessageView[];
  otherName: string;
  timeZone: string;
  /** ISO date */
  goneOn: string;
  send: (text: string) => Promise<number | null>;
}

/** What was written, and a place to write. Saying "new message" aloud is the room's part. */
export function ChatPanel({ messages, otherName, timeZone, goneOn, send }: ChatPanelProps) {
  const t = useTranslations('consultation.chat');
  const locale = useLocale();
  const list = useRef<HTMLOListElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages.length]);

  const submit = async (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    const text = field.current?.value.trim() ?? '';
    if (busy) return;
    if (text === '') {
      setError(t('missing'));
      field.current?.focus();
      return;
    }
    if (text.length > messageLimit) {
      setError(t('tooLong', { max: messageLimit }));
      return;
    }
    setBusy(true);
    const number = await send(text);
    setBusy(false);
    setError(number === null ? t('failed') : undefined);
    if (number !== null && field.current !== null) field.current.value = '';
    field.current?.focus();
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ol
        ref={list}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={t('heading')}
        className="min-h-0 flex-1 space-y-3 overflow-y-auto px-4 py-3"
      >
        {messages.length === 0 && <li className="text-ink-soft">{t('empty')}</li>}
        {messages.map((message) => (
          <li key={message.number} className={classNames('flex flex-col', message.own ? 'items-end' : 'items-start')}>
            <p className="text-sm text-ink-soft">
              {t('from', {
                name: message.own ? t('you') : otherName,
                clock: formatClock({ epochMilliseconds: Date.parse(message.at) }, timeZone, locale),
              })}
            </p>
            <p
              className={classNames(
                'max-w-[88%] rounded-lg border px-3.5 py-2 whitespace-pre-wrap',
                message.own ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
              )}
            >
              {message.text}
            </p>
          </li>
        ))}
      </ol>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-2 border-t border-line p-4">
        <label htmlFor="chat-text" className="font-semibold">
          {t('label')}
        </label>
        <FieldError id={fieldIds('chat-text').error} text={error} />
        <textarea
          {...controlProps('chat-text', { error })}
          ref={field}
          rows={2}
          maxLength={messageLimit}
          onChange={() => setError(undefined)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void submit();
          }}
          className={classNames(controlClass, 'field-sizing-content max-h-[8em] resize-none')}
        />
        <Button type="submit" busy={busy} busyLabel={t('sending')} wide>
          {t('send')}
        </Button>
        <p className="text-sm text-ink-soft">
          {t('kept', { day: formatDay({ epochMilliseconds: Date.parse(`${goneOn}T12:00:00Z`) }, timeZone, locale) })}
        </p>
      </form>
    </div>
  );
}
