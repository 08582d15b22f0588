'use client';
import { useCallback } from 'react';
import type { WaitingList, WaitingMember } from '#lib/consultation/schema.ts';
import { type CommandAnswer, sendCommand } from './send-command.ts';
import { type Line, useLiveState } from './use-live-state.ts';

export type { WaitingMember };

/** Who waits for the advisor who is signed in, live: longest waiting first. `null` until the first answer. */
export function useWaitingList(): {
  members: readonly WaitingMember[] | null;
  /** The server's clock at the last change, ISO; minutes waited count from it */
  now: string | null;
  line: Line;
  /** Lets one member in; then go to `/arbeitsplatz/videoberatung/<consultationId>`. Safe to repeat. */
  admit: (participantId: string) => Promise<CommandAnswer<{ consultationId: string }>>;
} {
  const { state, line } = useLiveState<WaitingList>('/api/arbeitsplatz/wartende');
  const admit = useCallback(
    (participantId: string) =>
      sendCommand<{ consultationId: string }>(`/api/arbeitsplatz/wartende/${participantId}/einlassen`),
    [],
  );
  return { members: state?.members ?? null, now: state?.now ?? null, line, admit };
}
