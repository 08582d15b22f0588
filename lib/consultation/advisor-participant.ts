import { keyedHash } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';

/** How an advisor's row is found again: it outlives the sign-in, so that signing in anew leads back into the call. */
export function advisorVisitHash(staffId: string): Uint8Array<ArrayBuffer> {
  return keyedHash('visit', `staff:${staffId}`);
}

/** The advisor's own row in a consultation, made when missing. Runs under the consultation's lock. */
export async function ensureAdvisorParticipant(
  tx: Transaction,
  consultationId: string,
  staffId: string,
): Promise<string> {
  const visitHash = advisorVisitHash(staffId);
  const found = await tx.participant.findUnique({
    where: { consultationId_visitHash: { consultationId, visitHash } },
    select: { id: true },
  });
  if (found !== null) return found.id;
  const made = await tx.participant.create({
    data: { consultationId, visitHash, role: 'advisor', state: 'admitted' },
    select: { id: true },
  });
  return made.id;
}
