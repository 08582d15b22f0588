import { advisorCommand } from '#app/api/command.ts';
import { publishCommitment } from '#lib/consultation/exchange-key.ts';
import { commitmentInput, consultationId } from '#lib/consultation/schema.ts';

/** VC8, step 1: the commitment. */
export const POST = advisorCommand('arbeitsplatz/zusage', consultationId, commitmentInput, (actor, id, input) =>
  publishCommitment(actor, id, input),
);
