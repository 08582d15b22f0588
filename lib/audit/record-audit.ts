import type { Transaction } from '#lib/platform/db.ts';

/** Who did what with which object. Ids and words of ours, never content. */
export interface AuditRecord {
  actorKind: 'member' | 'staff' | 'system';
  /** The member of staff; absent for members (who have no account) and for the system. */
  actorId?: string;
  /** `noun:verb`, such as `appointment:viewed` or `session:started` */
  action: `${string}:${string}`;
  /** The table's noun, such as `appointment` */
  objectKind: string;
  objectId: string;
}

const word = /^[a-z][a-z_-]*$/;
const action = /^[a-z][a-z_-]*:[a-z][a-z_-]*$/;

/**
 * Appends to the audit trail inside the transaction of the change or look that it tells of, so neither exists without
 * the other (LG4).
 * @throws Error when a word is none of ours (a value would have slipped in); database faults as they are
 */
export async function recordAudit(tx: Pick<Transaction, '$executeRaw'>, record: AuditRecord): Promise<void> {
  if (!action.test(record.action) || !word.test(record.objectKind))
    throw new Error('Audit words are lower-case nouns and verbs');
  // A plain INSERT: it returns nothing, so a role that may only append can use it too.
  await tx.$executeRaw`
    INSERT INTO audit_entry (actor_kind, actor_id, action, object_kind, object_id)
    VALUES (${record.actorKind}::audit_actor_kind, ${record.actorId ?? null}::uuid, ${record.action}, ${record.objectKind}, ${record.objectId}::uuid)`;
}
