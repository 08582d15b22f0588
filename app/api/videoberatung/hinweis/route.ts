import { z } from 'zod';
import { memberCommand } from '#app/api/command.ts';
import { confirmRecordingNotice } from '#lib/consultation/confirm-recording-notice.ts';

/** VC4: the member read that recording without consent is a criminal offence. */
export const POST = memberCommand('videoberatung/hinweis', z.object({}), (visit) => confirmRecordingNotice(visit));
