import { z } from 'zod';
import { advisorCommand } from '#app/api/command.ts';
import { endConsultation } from '#lib/consultation/end-consultation.ts';
import { consultationId } from '#lib/consultation/schema.ts';

export const POST = advisorCommand('arbeitsplatz/beenden', consultationId, z.object({}), (actor, id) =>
  endConsultation(actor, id),
);
