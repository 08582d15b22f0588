import { memberCommand } from '#app/api/command.ts';
import { answerWithKey } from '#lib/consultation/exchange-key.ts';
import { answerInput } from '#lib/consultation/schema.ts';

/** VC8, step 2: the member's public key and nonce. */
export const POST = memberCommand('videoberatung/schluessel', answerInput, (visit, input) =>
  answerWithKey(visit, input),
);
