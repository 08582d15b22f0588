'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatMessageView } from '#lib/consultation/schema.ts';
import { ask, isPassing, sendCommand } from './send-command.ts';

export interface Chat {
  messages: readonly ChatMessageView[];
  /** @returns the message's number, null when it was not accepted */
  send: (text: string) => Promise<number | null>;
  /** Looks for messages up to this number, wherever the word of it came from */
  expect: (number: number) => void;
}

const retryMilliseconds = 2000;

/**
 * The chat of one consultation. Messages are written and read over HTTPS; whoever says that one is there only makes us
 * look, so reload and late join lose nothing.
 * @param count number of the newest message as the state says, null before there is a state
 */
export function useChat(address: string, count: number | null): Chat {
  const [messages, setMessages] = useState<readonly ChatMessageView[]>([]);
  const wanted = useRef(0);
  const have = useRef(0);
  const reading = useRef(false);
  const retry = useRef<ReturnType<typeof setTimeout>>(undefined);

  const read = useCallback(
    async function look() {
      if (reading.current) return;
      reading.current = true;
      try {
        while (have.current < wanted.current) {
          const answer = await ask<{ messages: ChatMessageView[] }>(`${address}?nach=${have.current}`);
          // Nobody says once more that there is a message: we look again ourselves.
          if (isPassing(answer)) retry.current = setTimeout(() => void look(), retryMilliseconds);
          if (!answer.ok || answer.body.messages.length === 0) break;
          have.current = answer.body.messages.at(-1)?.number ?? have.current;
          const fresh = answer.body.messages;
          setMessages((before) => [
            ...before,
            ...fresh.filter(({ number }) => !before.some((old) => old.number === number)),
          ]);
        }
      } finally {
        reading.current = false;
      }
    },
    [address],
  );

  useEffect(() => () => clearTimeout(retry.current), [read]);

  const expect = useCallback(
    (number: number) => {
      wanted.current = Math.max(wanted.current, number);
      void read();
    },
    [read],
  );

  useEffect(() => {
    if (count !== null) expect(count);
  }, [count, expect]);

  const send = useCallback(
    async (text: string) => {
      const input = { clientKey: crypto.randomUUID(), text };
      // Once more after a lost line: the key makes it one message.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const answer = await sendCommand<{ number: number }>(address, input);
        if (answer.ok) {
          expect(answer.body.number);
          return answer.body.number;
        }
        if (!isPassing(answer)) return null;
      }
      return null;
    },
    [address, expect],
  );

  return { messages, send, expect };
}
