import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';

const numbered = z.array(z.object({ number: z.number().int() }));

/**
 * Stores a message under the next number, in one statement: the count on the consultation's row is the number, so
 * there are no gaps, and a repeated client key fails the whole of it (unique), the count too.
 * @returns the number; null when the consultation has ended
 */
export async function insertMessage(
  tx: Pick<Transaction, '$queryRaw'>,
  message: { consultationId: string; participantId: string; clientKey: string; text: Uint8Array<ArrayBuffer> },
): Promise<number | null> {
  const rows = await tx.$queryRaw`
    WITH counted AS (
      UPDATE consultation SET message_count = message_count + 1
      WHERE id = ${message.consultationId}::uuid AND state <> 'ended'
      RETURNING message_count
    )
    INSERT INTO chat_message (consultation_id, participant_id, number, client_key, text)
    SELECT ${message.consultationId}::uuid, ${message.participantId}::uuid, message_count,
      ${message.clientKey}::uuid, ${message.text}
    FROM counted
    RETURNING number`;
  return numbered.parse(rows)[0]?.number ?? null;
}
