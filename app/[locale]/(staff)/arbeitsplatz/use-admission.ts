'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WaitingRow } from '#components/consultation/waiting-panel.tsx';
import type { CommandAnswer } from '#components/consultation/send-command.ts';

const known = ['offline', 'signed-out', 'wrong-state', 'not-found'] as const;

export interface Admission {
  admitting: string | null;
  failure: { participantId: string; text: string } | null;
  admit: (row: Pick<WaitingRow, 'participantId'>) => void;
}

/**
 * "Einlassen": lets a member in and goes to the room.
 * @param send the command; `roomHref` the page of a consultation
 */
export function useAdmission(
  send: (participantId: string) => Promise<CommandAnswer<{ consultationId: string }>>,
  roomHref: (consultationId: string) => string,
): Admission {
  const t = useTranslations('staff.waiting.problems');
  const [admitting, setAdmitting] = useState<string | null>(null);
  const [failure, setFailure] = useState<Admission['failure']>(null);
  const run = async (participantId: string): Promise<void> => {
    setAdmitting(participantId);
    setFailure(null);
    const answer = await send(participantId);
    // A whole page: the room has a policy of its own. It stays busy until the room is there.
    if (answer.ok) return window.location.assign(roomHref(answer.body.consultationId));
    setAdmitting(null);
    setFailure({ participantId, text: t(known.find((name) => name === answer.problem) ?? 'internal') });
  };
  return {
    admitting,
    failure,
    admit: ({ participantId }) => {
      if (admitting === null) void run(participantId);
    },
  };
}
