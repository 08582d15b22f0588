import { z } from 'zod';
import { memberCommand } from '#app/api/command.ts';
import { handleMemberSuspicion } from '#lib/consultation/handle-livekit-event.ts';

/** VC3: the browser saw a machine in the room; the server looks for itself. */
export const POST = memberCommand('videoberatung/verdacht', z.object({}), (visit) => handleMemberSuspicion(visit));
