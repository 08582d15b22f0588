import {
  fingerprint,
  fromText,
  makeKeyPair,
  makeNonce,
  opensCommitment,
  publicBytes,
  toText,
  unwrapRoomKey,
} from '#lib/consultation/core/key-exchange.ts';
import { safetyWords } from '#lib/consultation/core/safety-words.ts';
import type { MemberState } from '#lib/consultation/schema.ts';
import { isPassing, sendCommand } from './send-command.ts';
import { loadVisitKeys, type MemberVisitKeys, saveVisitKeys } from './visit-store.ts';

/** The room key of one epoch, and the words that both sides compare. */
export interface HeldKey {
  epoch: number;
  roomKey: Uint8Array<ArrayBuffer>;
  words: string[];
}

export type MemberStep =
  | { kind: 'waiting' }
  /** Our part did not arrive: take the step again */
  | { kind: 'again' }
  | { kind: 'key'; held: HeldKey }
  /** This browser's key is not the one that was let in: the advisor must admit it anew */
  | { kind: 'readmission' }
  /** The advisor's side did not open what it had promised: somebody stands between */
  | { kind: 'tampered' };

const storeKey = (state: MemberState) => `member:${state.participantId}`;

/** Does the member's part of the exchange, as far as the state allows. Safe to repeat, also after a reload. */
export async function takeMemberStep(state: MemberState): Promise<MemberStep> {
  const { exchange } = state;
  if (state.state !== 'in_call' || state.phase !== 'admitted' || exchange === null) return { kind: 'waiting' };
  const keys = (await loadVisitKeys<MemberVisitKeys>(storeKey(state))) ?? {
    pair: await makeKeyPair(),
    exchanges: {},
  };
  const own = await publicBytes(keys.pair);
  const known = keys.exchanges[exchange.id];
  if (exchange.memberPublicKey === null) {
    const entry = known ?? { commitment: exchange.commitment, nonce: makeNonce() };
    // Kept before it is sent: after a reload the answer must be the same.
    await saveVisitKeys(storeKey(state), { ...keys, exchanges: { ...keys.exchanges, [exchange.id]: entry } });
    const input = { exchangeId: exchange.id, publicKey: toText(own), nonce: toText(entry.nonce) };
    const answer = await sendCommand('/api/videoberatung/schluessel', input);
    if (isPassing(answer)) return { kind: 'again' };
    // Any other refusal is of an exchange that is over by now: the state of the next one is on its way.
    return !answer.ok && answer.problem === 'not-allowed' ? { kind: 'readmission' } : { kind: 'waiting' };
  }
  if (known === undefined || exchange.memberPublicKey !== toText(own)) return { kind: 'readmission' };
  const { advisorPublicKey, advisorNonce, wrappedKey } = exchange;
  if (advisorPublicKey === null || advisorNonce === null || wrappedKey === null) return { kind: 'waiting' };
  const transcript = {
    consultationId: state.consultationId,
    epoch: exchange.epoch,
    participantId: state.participantId,
    advisorPublicKey: fromText(advisorPublicKey),
    advisorNonce: fromText(advisorNonce),
    memberPublicKey: own,
    memberNonce: known.nonce,
  };
  const promised = fromText(known.commitment);
  if (!(await opensCommitment(promised, transcript, transcript.advisorPublicKey, transcript.advisorNonce)))
    return { kind: 'tampered' };
  try {
    const roomKey = await unwrapRoomKey(keys.pair, transcript, fromText(wrappedKey));
    return { kind: 'key', held: { epoch: exchange.epoch, roomKey, words: safetyWords(await fingerprint(transcript)) } };
  } catch {
    return { kind: 'tampered' };
  }
}
