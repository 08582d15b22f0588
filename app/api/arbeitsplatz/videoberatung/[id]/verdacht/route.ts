import { z } from 'zod';
import { advisorCommand } from '#app/api/command.ts';
import { handleAdvisorSuspicion } from '#lib/consultation/handle-livekit-event.ts';
import { consultationId } from '#lib/consultation/schema.ts';

/** VC3: the browser saw a machine in the room; the server looks for itself. */
export const POST = advisorCommand('arbeitsplatz/verdacht', consultationId, z.object({}), (actor, id) =>
  handleAdvisorSuspicion(actor, id),
);
