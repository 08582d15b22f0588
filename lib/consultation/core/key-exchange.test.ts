import { describe, expect, it } from 'vitest';
import {
  commitTo,
  fingerprint,
  fromText,
  makeKeyPair,
  makeNonce,
  makeRoomKey,
  openHint,
  opensCommitment,
  publicBytes,
  sealHint,
  toText,
  type Transcript,
  unwrapRoomKey,
  wrapRoomKey,
} from './key-exchange.ts';
import { safetyWordList, safetyWords } from './safety-words.ts';

const binding = { consultationId: crypto.randomUUID(), epoch: 1, participantId: crypto.randomUUID() };

async function twoSides() {
  const advisor = await makeKeyPair();
  const member = await makeKeyPair();
  const transcript: Transcript = {
    ...binding,
    advisorPublicKey: await publicBytes(advisor),
    advisorNonce: makeNonce(),
    memberPublicKey: await publicBytes(member),
    memberNonce: makeNonce(),
  };
  return { advisor, member, transcript };
}

describe('VC8 key exchange', () => {
  it('gives the member the room key that the advisor made', async () => {
    const { advisor, member, transcript } = await twoSides();
    const roomKey = makeRoomKey();
    const wrapped = await wrapRoomKey(advisor, transcript, roomKey);
    expect(wrapped).toHaveLength(60);
    expect(await unwrapRoomKey(member, transcript, wrapped)).toEqual(roomKey);
  });

  it('gives nothing to any other key, consultation, epoch, participant or nonce', async () => {
    const { advisor, member, transcript } = await twoSides();
    const wrapped = await wrapRoomKey(advisor, transcript, makeRoomKey());
    const others: Transcript[] = [
      { ...transcript, consultationId: crypto.randomUUID() },
      { ...transcript, epoch: 2 },
      { ...transcript, participantId: crypto.randomUUID() },
      { ...transcript, advisorNonce: makeNonce() },
      { ...transcript, memberNonce: makeNonce() },
    ];
    for (const other of others) await expect(unwrapRoomKey(member, other, wrapped)).rejects.toThrow();
    await expect(unwrapRoomKey(await makeKeyPair(), transcript, wrapped)).rejects.toThrow();
  });

  it('keeps private keys inside', async () => {
    const pair = await makeKeyPair();
    expect(pair.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow();
  });

  it('refuses a commitment that is opened with another key or nonce', async () => {
    const { transcript } = await twoSides();
    const { advisorPublicKey, advisorNonce } = transcript;
    const commitment = await commitTo(binding, advisorPublicKey, advisorNonce);
    expect(await opensCommitment(commitment, binding, advisorPublicKey, advisorNonce)).toBe(true);
    const swapped = await publicBytes(await makeKeyPair());
    expect(await opensCommitment(commitment, binding, swapped, advisorNonce)).toBe(false);
    expect(await opensCommitment(commitment, binding, advisorPublicKey, makeNonce())).toBe(false);
    expect(await opensCommitment(commitment, { ...binding, epoch: 2 }, advisorPublicKey, advisorNonce)).toBe(false);
  });

  it('shows other safety words to each side when somebody between them swaps keys', async () => {
    const { transcript } = await twoSides();
    const honest = safetyWords(await fingerprint(transcript));
    expect(safetyWords(await fingerprint({ ...transcript }))).toEqual(honest);
    expect(honest).toHaveLength(4);
    const swapped = { ...transcript, memberPublicKey: await publicBytes(await makeKeyPair()) };
    expect(safetyWords(await fingerprint(swapped))).not.toEqual(honest);
    expect(safetyWords(await fingerprint({ ...transcript, memberNonce: makeNonce() }))).not.toEqual(honest);
  });

  it('has 256 different safety words, so that each byte is one', () => {
    expect(safetyWordList).toHaveLength(256);
    expect(new Set(safetyWordList).size).toBe(256);
    expect(safetyWords(new Uint8Array([0, 255, 1, 2, 3]))).toEqual(['Abend', 'Vogel', 'Acker', 'Adler']);
  });

  it('opens hints of those who have the room key, and no others', async () => {
    const roomKey = makeRoomKey();
    const sealed = await sealHint(roomKey, 'message 7');
    expect(await openHint(roomKey, sealed)).toBe('message 7');
    expect(await openHint(makeRoomKey(), sealed)).toBeNull();
    expect(await openHint(roomKey, new TextEncoder().encode('message 7'))).toBeNull();
  });

  it('writes bytes as base64url and reads them back', () => {
    const bytes = Uint8Array.from({ length: 65 }, (_, i) => (i * 37) & 255);
    expect(toText(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    expect(fromText(toText(bytes))).toEqual(bytes);
  });
});
