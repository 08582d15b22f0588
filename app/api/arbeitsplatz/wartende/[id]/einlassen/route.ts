import { z } from 'zod';
import { advisorCommand } from '#app/api/command.ts';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { participantId } from '#lib/consultation/schema.ts';

/** Lets one member in. @returns `{ consultationId }`, whose room page is next */
export const POST = advisorCommand('arbeitsplatz/einlassen', participantId, z.object({}), (actor, id) =>
  admitParticipant(actor, id),
);
