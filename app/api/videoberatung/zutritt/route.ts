import { z } from 'zod';
import { memberCommand } from '#app/api/command.ts';
import { mintMemberJoinToken } from '#lib/consultation/mint-join-token.ts';

/** A pass into the media room, for those who were let in. */
export const POST = memberCommand('videoberatung/zutritt', z.object({}), (visit) => mintMemberJoinToken(visit));
