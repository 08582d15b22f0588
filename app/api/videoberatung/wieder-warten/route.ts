import { z } from 'zod';
import { memberCommand } from '#app/api/command.ts';
import { waitAgain } from '#lib/consultation/leave.ts';

export const POST = memberCommand('videoberatung/wieder-warten', z.object({}), (visit) => waitAgain(visit));
