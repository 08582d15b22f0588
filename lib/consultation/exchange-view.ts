import type { KeyExchange, Participant } from '#prisma/generated/client.ts';
import type { ExchangeView } from './schema.ts';

const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('base64url'));

/** An exchange as both browsers see it. None of it is secret: the room key is wrapped. */
export function exchangeView(exchange: KeyExchange): ExchangeView {
  return {
    id: exchange.id,
    participantId: exchange.participantId,
    epoch: exchange.epoch,
    commitment: Buffer.from(exchange.advisorCommitment).toString('base64url'),
    memberPublicKey: text(exchange.memberPublicKey),
    memberNonce: text(exchange.memberNonce),
    advisorPublicKey: text(exchange.advisorPublicKey),
    advisorNonce: text(exchange.advisorNonce),
    wrappedKey: text(exchange.wrappedKey),
  };
}

/** Whether an exchange is the one to go on with: of this epoch, and begun after the member's latest admission. */
export function isCurrentExchange(
  exchange: KeyExchange,
  participant: Pick<Participant, 'id' | 'state' | 'admittedAt'>,
  epoch: number,
): boolean {
  return (
    participant.state === 'admitted' &&
    participant.admittedAt !== null &&
    exchange.participantId === participant.id &&
    exchange.epoch === epoch &&
    exchange.createdAt >= participant.admittedAt
  );
}
