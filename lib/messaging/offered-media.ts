import { env } from '#lib/platform/env.ts';
import { media, type Medium } from './schema.ts';

/** The media that somebody can choose: SMS only where the operator named a gateway. */
export function offeredMedia(): readonly Medium[] {
  return env().SMS_GATEWAY_URL === undefined ? ['email'] : media;
}
