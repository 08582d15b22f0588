import { type Database, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { appNow, type Temporal } from '#lib/platform/time.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import type { SeeingRight } from './change-right.ts';
import { lockAppointment, type LockedAppointment } from './change.sql.ts';

/** `gone`: it is not there (any more); `changed-meanwhile`: somebody changed it since the page was made: look again */
export type NotChanged = { ok: false; reason: 'gone' | 'changed-meanwhile' };

/** Thrown to undo a transaction: a refusal changes nothing. */
export class Refused<Refusal> extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('Refused');
    this.refusal = refusal;
  }
}

/**
 * Changes an appointment in one transaction under its lock, with its line in the audit trail: whoever comes at the same
 * moment comes after it and sees what it did. A refusal of `work` undoes everything.
 * @param request.version the one that the person saw; another one is refused
 */
export async function changeAppointment<Answer extends { ok: boolean }>(
  request: { right: SeeingRight; version: number; action: `appointment:${string}` },
  work: (locked: LockedAppointment, now: Temporal.Instant, tx: Transaction) => Promise<Answer>,
  database: Database,
): Promise<Answer | NotChanged> {
  const { appointmentId } = request.right;
  const run = async (tx: Transaction): Promise<Answer | NotChanged> => {
    const locked = await lockAppointment(appointmentId, tx);
    if (locked === null) return { ok: false, reason: 'gone' };
    if (locked.version !== request.version) return { ok: false, reason: 'changed-meanwhile' };
    const answer = await work(locked, await appNow(tx), tx);
    if (!answer.ok) throw new Refused(answer);
    await recordAudit(tx, {
      actorKind: 'member',
      action: request.action,
      objectKind: 'appointment',
      objectId: appointmentId,
    });
    return answer;
  };
  try {
    return await retryConflicts(() => database.$transaction(run));
  } catch (fault) {
    if (fault instanceof Refused) return fault.refusal as Answer;
    throw fault;
  }
}
