import {
  commitTo,
  fingerprint,
  fromText,
  makeKeyPair,
  makeNonce,
  makeRoomKey,
  publicBytes,
  toText,
  type Transcript,
  wrapRoomKey,
} from '#lib/consultation/core/key-exchange.ts';
import { exchangeStep } from '#lib/consultation/core/consultation-state.ts';
import { safetyWords } from '#lib/consultation/core/safety-words.ts';
import type { AdvisorMemberView, AdvisorState, ExchangeView } from '#lib/consultation/schema.ts';
import type { HeldKey } from './member-exchange.ts';
import { type CommandAnswer, isPassing, sendCommand } from './send-command.ts';
import { type AdvisorVisitKeys, loadVisitKeys, saveVisitKeys } from './visit-store.ts';

export type AdvisorStep =
  | { kind: 'waiting' }
  /** `again`: our part of an exchange did not arrive, take the step again */
  | { kind: 'key'; held: HeldKey; again: boolean }
  /** Another browser of this advisor holds the key of the running epoch */
  | { kind: 'elsewhere' };

const storeKey = (state: AdvisorState) => `advisor:${state.consultationId}`;
const address = (state: AdvisorState, command: string) =>
  `/api/arbeitsplatz/videoberatung/${state.consultationId}/${command}`;

/** Does the advisor's part of every open exchange. Safe to repeat, also after a reload. Never run it twice at once. */
export async function takeAdvisorStep(state: AdvisorState): Promise<AdvisorStep> {
  if (state.state !== 'in_call') return { kind: 'waiting' };
  const keys = await ownKeys(state);
  const admitted = state.members.filter((member) => member.phase === 'admitted');
  const foreign = admitted.some(({ exchange }) => exchange !== null && keys.nonces[exchange.commitment] === undefined);
  if (foreign) return { kind: 'elsewhere' };
  const roomKey = await roomKeyOf(state, keys);
  let words: string[] = [];
  let again = false;
  for (const member of admitted) {
    const taken = await stepWith(member, state, keys, roomKey);
    words = taken.words ?? words;
    again ||= taken.answer !== null && isPassing(taken.answer);
  }
  return { kind: 'key', held: { epoch: state.epoch, roomKey, words }, again };
}

/** Goes on in this browser: the next epoch, whose key is made here. */
export async function takeOver(state: AdvisorState): Promise<void> {
  await sendCommand(address(state, 'neuer-schluessel'), { epoch: state.epoch });
}

async function ownKeys(state: AdvisorState): Promise<AdvisorVisitKeys> {
  const found = await loadVisitKeys<AdvisorVisitKeys>(storeKey(state));
  if (found !== null) return found;
  const selfKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const made: AdvisorVisitKeys = { pair: await makeKeyPair(), selfKey, nonces: {}, roomKey: null };
  await saveVisitKeys(storeKey(state), made);
  return made;
}

async function roomKeyOf(state: AdvisorState, keys: AdvisorVisitKeys): Promise<Uint8Array<ArrayBuffer>> {
  if (keys.roomKey !== null && keys.roomKey.epoch === state.epoch) {
    const { iv, sealed } = keys.roomKey;
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, keys.selfKey, sealed));
  }
  const roomKey = makeRoomKey();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys.selfKey, roomKey));
  keys.roomKey = { epoch: state.epoch, iv, sealed };
  await saveVisitKeys(storeKey(state), keys);
  return roomKey;
}

/** @returns the safety words, once this member has answered; and what the server answered, if anything was sent */
async function stepWith(
  member: AdvisorMemberView,
  state: AdvisorState,
  keys: AdvisorVisitKeys,
  roomKey: Uint8Array<ArrayBuffer>,
): Promise<{ words: string[] | null; answer: CommandAnswer<unknown> | null }> {
  const { exchange } = member;
  if (exchange === null) return { words: null, answer: await commit(member, state, keys) };
  if (exchangeStep(exchange) === 'committed') return { words: null, answer: null };
  const transcript = await transcriptOf(exchange, state, keys);
  if (transcript === null) return { words: null, answer: null };
  let answer: CommandAnswer<unknown> | null = null;
  if (exchangeStep(exchange) === 'answered') {
    answer = await sendCommand(address(state, 'schluessel'), {
      exchangeId: exchange.id,
      publicKey: toText(transcript.advisorPublicKey),
      nonce: toText(transcript.advisorNonce),
      wrappedKey: toText(await wrapRoomKey(keys.pair, transcript, roomKey)),
    });
  }
  return { words: safetyWords(await fingerprint(transcript)), answer };
}

async function commit(
  member: AdvisorMemberView,
  state: AdvisorState,
  keys: AdvisorVisitKeys,
): Promise<CommandAnswer<unknown>> {
  const { consultationId, epoch } = state;
  const { participantId } = member;
  const nonce = makeNonce();
  const binding = { consultationId, epoch, participantId };
  const commitment = toText(await commitTo(binding, await publicBytes(keys.pair), nonce));
  keys.nonces[commitment] = nonce;
  // Kept before it is promised: after a reload it must still open.
  await saveVisitKeys(storeKey(state), keys);
  return sendCommand(address(state, 'zusage'), { participantId, epoch, commitment });
}

async function transcriptOf(
  exchange: ExchangeView,
  state: AdvisorState,
  keys: AdvisorVisitKeys,
): Promise<Transcript | null> {
  const advisorNonce = keys.nonces[exchange.commitment];
  if (advisorNonce === undefined || exchange.memberPublicKey === null || exchange.memberNonce === null) return null;
  return {
    consultationId: state.consultationId,
    epoch: exchange.epoch,
    participantId: exchange.participantId,
    advisorPublicKey: await publicBytes(keys.pair),
    advisorNonce,
    memberPublicKey: fromText(exchange.memberPublicKey),
    memberNonce: fromText(exchange.memberNonce),
  };
}
