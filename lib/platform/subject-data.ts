import type { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from './db.ts';
import type { KeyRef } from './keys.ts';

/** One row about a person, opened: plain words, numbers and ISO 8601 instants, as an access request returns them. */
export interface SubjectRecord {
  model: Prisma.ModelName;
  id: string;
  values: Record<string, string | number | boolean | null>;
}

/** What an erasure removed. */
export interface SubjectErasure {
  /** Rows (or emptied fields) per model; counts only */
  removed: Partial<Record<Prisma.ModelName, number>>;
  /** Data keys of the matters that ended; the caller destroys them before it commits. */
  keys: readonly KeyRef[];
}

/**
 * What each domain's `subject-data.ts` exports (as named functions and one constant). A member has no account, so a
 * person is found from an appointment. Expired values are neither returned nor spared.
 */
export interface SubjectData {
  /** The domain's models in which anything about a member can stand; empty when there is none. */
  readonly subjectModels: readonly Prisma.ModelName[];
  exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]>;
  /** Runs inside the caller's transaction. Safe to run twice. */
  eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure>;
}
