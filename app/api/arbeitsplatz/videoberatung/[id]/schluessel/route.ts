import { advisorCommand } from '#app/api/command.ts';
import { revealAndWrap } from '#lib/consultation/exchange-key.ts';
import { consultationId, revealInput } from '#lib/consultation/schema.ts';

/** VC8, step 3: the commitment is opened, the room key handed over in its wrapping. */
export const POST = advisorCommand('arbeitsplatz/schluessel', consultationId, revealInput, (actor, id, input) =>
  revealAndWrap(actor, id, input),
);
