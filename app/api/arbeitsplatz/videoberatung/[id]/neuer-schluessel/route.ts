import { advisorCommand } from '#app/api/command.ts';
import { startNextEpoch } from '#lib/consultation/exchange-key.ts';
import { consultationId, epochInput } from '#lib/consultation/schema.ts';

/** Begins the next epoch, with another room and key. */
export const POST = advisorCommand(
  'arbeitsplatz/neuer-schluessel',
  consultationId,
  epochInput,
  (actor, id, { epoch }) => startNextEpoch(actor, id, epoch),
);
