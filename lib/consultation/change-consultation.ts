import { retryConflicts } from '#lib/platform/db-error.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { announce } from '#lib/platform/live-topics.ts';
import { Prisma, type Activity, type Consultation } from '#prisma/generated/client.ts';

export interface Change {
  tx: Transaction;
  /** As it is under the lock */
  consultation: Consultation;
  /** The resource of the advisor that the appointment is with */
  resourceId: string;
  /** The staff member behind it */
  staffId: string | null;
  /** Says that browsers should see something new: bumps the version and announces it at commit */
  touch: () => void;
  /** Adds a line to the activity log */
  note: (kind: Activity['kind'], role?: 'member' | 'advisor') => Promise<void>;
}

export const consultationTopic = (consultationId: string) => `consultation:${consultationId}`;
export const advisorTopic = (resourceId: string) => `advisor:${resourceId}`;

/**
 * The only way to change a consultation or what belongs to it: one at a time, under the lock of its row.
 * @returns null when there is none
 */
export async function changeConsultation<Result>(
  consultationId: string,
  work: (change: Change) => Promise<Result>,
  database: Database = db(),
): Promise<Result | null> {
  return retryConflicts(() =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id::text FROM consultation WHERE id = ${consultationId}::uuid FOR UPDATE`;
      const found = await tx.consultation.findUnique({
        where: { id: consultationId },
        include: { appointment: { select: { advisor: { select: { id: true, staffId: true } } } } },
      });
      if (found === null) return null;
      const { appointment, ...consultation } = found;
      let touched = false;
      const result = await work({
        tx,
        consultation,
        resourceId: appointment.advisor.id,
        staffId: appointment.advisor.staffId,
        touch() {
          touched = true;
        },
        async note(kind, role) {
          // Not through the model: its answer would need the right to read back what was written.
          await tx.$executeRaw`
            INSERT INTO activity (consultation_id, kind, role)
            VALUES (${consultationId}::uuid, ${kind}::activity_kind, ${role ?? Prisma.sql`NULL`}::participant_role)`;
        },
      });
      if (touched) {
        await tx.$executeRaw`UPDATE consultation SET version = version + 1 WHERE id = ${consultationId}::uuid`;
        await announce(tx, [consultationTopic(consultationId), advisorTopic(appointment.advisor.id)]);
      }
      return result;
    }),
  );
}
