import { z } from 'zod';
import { messageLimit } from './core/consultation-state.ts';

/** Bytes as base64url without padding. */
const bytes = (length: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .refine((value) => Buffer.from(value, 'base64url').length === length, `must be ${length} bytes`);

const publicKey = bytes(65); // P-256, uncompressed
const nonce = bytes(32);
const commitment = bytes(32); // SHA-256
const wrappedKey = bytes(12 + 32 + 16); // nonce, room key, tag

export const openVisitInput = z.object({ token: z.string().regex(/^[\w-]{43}$/) });
export const answerInput = z.object({ exchangeId: z.uuid(), publicKey, nonce });
export const commitmentInput = z.object({ participantId: z.uuid(), epoch: z.number().int().positive(), commitment });
export const revealInput = z.object({ exchangeId: z.uuid(), publicKey, nonce, wrappedKey });
export const messageInput = z.object({ clientKey: z.uuid(), text: z.string().trim().min(1).max(messageLimit) });
export const messagesAfter = z.coerce.number().int().nonnegative().default(0);
export const consultationId = z.uuid();
export const participantId = z.uuid();
export const epochInput = z.object({ epoch: z.number().int().positive() });

export type AnswerInput = z.infer<typeof answerInput>;
export type CommitmentInput = z.infer<typeof commitmentInput>;
export type RevealInput = z.infer<typeof revealInput>;
export type MessageInput = z.infer<typeof messageInput>;

/** Why the advisor or the system ended it, or the member left. */
export type EndReason = 'advisor_ended' | 'member_left' | 'recorder_detected' | 'timed_out';

/** What a member reads while waiting: one sentence, always a true one. */
export type WaitWord =
  /** Nobody is before the member, the appointment has not begun */
  | { kind: 'before-start' }
  /** The advisor is with somebody; minutes until that appointment's end, null when that is past */
  | { kind: 'in-conversation'; minutes: number | null }
  /** Others of this advisor wait with earlier appointments */
  | { kind: 'others-before'; count: number }
  /** The next one, in time */
  | { kind: 'next' }
  /** The next one, and the appointment should have begun some time ago */
  | { kind: 'late'; minutes: number };

export type ParticipantPhase = 'waiting' | 'admitted' | 'left' | 'removed';
export type ConsultationPhase = 'waiting' | 'in_call' | 'ended';

/** The key exchange as one side may see it; bytes in base64url. */
export interface ExchangeView {
  id: string;
  participantId: string;
  epoch: number;
  commitment: string;
  memberPublicKey: string | null;
  memberNonce: string | null;
  advisorPublicKey: string | null;
  advisorNonce: string | null;
  wrappedKey: string | null;
}

interface CommonState {
  version: number;
  consultationId: string;
  state: ConsultationPhase;
  endReason: EndReason | null;
  epoch: number;
  /** Number of the newest chat message */
  messageCount: number;
  /** ISO instants */
  startsAt: string;
  endsAt: string;
  timeZone: string;
  /** ISO date: by the end of this day chat, log and contact data are gone */
  goneOn: string;
  /** Whether this installation has a video server */
  video: boolean;
}

/** What the member's browser gets by server-sent events. */
export interface MemberState extends CommonState {
  participantId: string;
  phase: ParticipantPhase;
  noticeConfirmed: boolean;
  /** What members read, such as "Frau Yıldız" */
  advisor: string;
  wait: WaitWord;
  exchange: ExchangeView | null;
}

export interface AdvisorMemberView {
  participantId: string;
  phase: ParticipantPhase;
  noticeConfirmed: boolean;
  /** Heard of within the last seconds */
  present: boolean;
  waitingSince: string;
  exchange: ExchangeView | null;
}

/** What the advisor's room page gets by server-sent events. */
export interface AdvisorState extends CommonState {
  appointmentId: string;
  /** The advisor's own row; null before the first admission or message */
  participantId: string | null;
  memberName: string;
  members: AdvisorMemberView[];
}

/** One row of the cockpit's waiting list; longest waiting first. */
export interface WaitingMember {
  participantId: string;
  consultationId: string;
  appointmentId: string;
  name: string;
  /** ISO instants */
  startsAt: string;
  waitingSince: string;
  /** false: the tab is closed or the line is down; the place is kept */
  present: boolean;
}

/** GET /api/arbeitsplatz/wartende */
export interface WaitingList {
  version: number;
  /** Server's clock, so that "minutes waited" do not depend on the advisor's machine */
  now: string;
  members: WaitingMember[];
}

export interface ChatMessageView {
  number: number;
  clientKey: string;
  from: 'member' | 'advisor';
  own: boolean;
  text: string;
  at: string;
}
