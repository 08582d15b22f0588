import { z } from 'zod';
import { memberCommand } from '#app/api/command.ts';
import { leave } from '#lib/consultation/leave.ts';

export const POST = memberCommand('videoberatung/verlassen', z.object({}), (visit) => leave(visit));
