import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { equalHashes } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { ensureAdvisorParticipant } from './advisor-participant.ts';
import { changeConsultation } from './change-consultation.ts';
import { closeRoom } from './close-room.ts';
import type { Visit } from './current-visit.ts';
import { ownConsultation } from './own-consultation.ts';
import type { AnswerInput, CommitmentInput, RevealInput } from './schema.ts';

/**
 * The three steps of the key exchange as the server sees them: it keeps the order, and that each step is taken once and
 * by the right side. It never sees a private key or the room key.
 */
export type ExchangeAnswer =
  | { ok: true }
  /** `not-allowed`: another key than the one that was let in */
  | { ok: false; reason: 'not-found' | 'wrong-state' | 'not-allowed' };

const refused = { ok: false, reason: 'wrong-state' } as const;
const fromText = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

/** Step 1. A new commitment replaces an exchange that was not finished, such as after a reload of the advisor's page. */
export async function publishCommitment(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  input: CommitmentInput,
  database: Database = db(),
): Promise<ExchangeAnswer> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  const result = await changeConsultation(
    consultationId,
    async ({ tx, consultation, touch }): Promise<ExchangeAnswer> => {
      if (consultation.state !== 'in_call' || consultation.epoch !== input.epoch) return refused;
      const participant = await tx.participant.findFirst({
        where: { id: input.participantId, consultationId, role: 'member', state: 'admitted' },
        select: { id: true },
      });
      if (participant === null) return refused;
      await ensureAdvisorParticipant(tx, consultationId, actor.staffId);
      await tx.keyExchange.create({
        data: {
          consultationId,
          epoch: input.epoch,
          participantId: participant.id,
          advisorCommitment: fromText(input.commitment),
        },
        select: { id: true },
      });
      touch();
      return { ok: true };
    },
    database,
  );
  return result ?? { ok: false, reason: 'not-found' };
}

/** Step 2. The first answer after an admission pins the member's key; another key needs another admission. */
export async function answerWithKey(
  visit: Visit,
  input: AnswerInput,
  database: Database = db(),
): Promise<ExchangeAnswer> {
  const result = await changeConsultation(
    visit.consultationId,
    async ({ tx, consultation, touch }): Promise<ExchangeAnswer> => {
      const exchange = await tx.keyExchange.findFirst({
        where: { participantId: visit.participantId },
        orderBy: { createdAt: 'desc' },
        include: { participant: { select: { state: true, publicKey: true } } },
      });
      if (exchange === null || exchange.id !== input.exchangeId) return refused;
      if (consultation.state !== 'in_call' || exchange.epoch !== consultation.epoch) return refused;
      const { participant } = exchange;
      if (participant.state !== 'admitted') return refused;
      const publicKey = fromText(input.publicKey);
      if (participant.publicKey !== null && !equalHashes(participant.publicKey, publicKey))
        return { ok: false, reason: 'not-allowed' };
      const memberNonce = fromText(input.nonce);
      if (exchange.memberPublicKey !== null) {
        const same = exchange.memberNonce !== null && equalHashes(exchange.memberNonce, memberNonce);
        return same && equalHashes(exchange.memberPublicKey, publicKey) ? { ok: true } : refused;
      }
      await tx.participant.updateMany({ where: { id: visit.participantId }, data: { publicKey } });
      await tx.keyExchange.updateMany({
        where: { id: exchange.id },
        data: { memberPublicKey: publicKey, memberNonce },
      });
      touch();
      return { ok: true };
    },
    database,
  );
  return result ?? refused;
}

/** Step 3. The commitment is opened, and the room key handed over, wrapped for this member. */
export async function revealAndWrap(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  input: RevealInput,
  database: Database = db(),
): Promise<ExchangeAnswer> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  const result = await changeConsultation(
    consultationId,
    async ({ tx, consultation, touch }): Promise<ExchangeAnswer> => {
      const exchange = await tx.keyExchange.findFirst({
        where: { id: input.exchangeId, consultationId, participant: { state: 'admitted' } },
      });
      if (exchange === null || exchange.epoch !== consultation.epoch || exchange.memberPublicKey === null)
        return refused;
      if (exchange.wrappedKey !== null) return { ok: true };
      await tx.keyExchange.updateMany({
        where: { id: exchange.id },
        data: {
          advisorPublicKey: fromText(input.publicKey),
          advisorNonce: fromText(input.nonce),
          wrappedKey: fromText(input.wrappedKey),
        },
      });
      touch();
      return { ok: true };
    },
    database,
  );
  return result ?? { ok: false, reason: 'not-found' };
}

/**
 * Begins the next epoch: another room, another key, every admitted member gets it by a new exchange. For an advisor who
 * goes on in another browser, which does not have the key.
 * @param epoch the one that is over; when it is no longer the current one, nothing happens
 */
export async function startNextEpoch(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  epoch: number,
  database: Database = db(),
): Promise<ExchangeAnswer> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  const result = await changeConsultation(
    consultationId,
    async ({ tx, consultation, touch }) => {
      if (consultation.state !== 'in_call') return refused;
      if (consultation.epoch !== epoch) return { ok: true, changed: false } as const;
      await tx.$executeRaw`UPDATE consultation SET epoch = epoch + 1 WHERE id = ${consultationId}::uuid`;
      await recordAudit(tx, {
        actorKind: 'staff',
        actorId: actor.staffId,
        action: 'consultation:key-renewed',
        objectKind: 'consultation',
        objectId: consultationId,
      });
      touch();
      return { ok: true, changed: true } as const;
    },
    database,
  );
  if (result === null) return { ok: false, reason: 'not-found' };
  if (!result.ok) return result;
  if (result.changed) await closeRoom(consultationId, epoch);
  return { ok: true };
}
