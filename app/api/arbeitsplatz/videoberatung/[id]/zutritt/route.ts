import { z } from 'zod';
import { advisorCommand } from '#app/api/command.ts';
import { mintAdvisorJoinToken } from '#lib/consultation/mint-join-token.ts';
import { consultationId } from '#lib/consultation/schema.ts';

export const POST = advisorCommand('arbeitsplatz/zutritt', consultationId, z.object({}), (actor, id) =>
  mintAdvisorJoinToken(actor, id),
);
