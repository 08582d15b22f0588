import { retention as audit } from '#lib/audit/retention.ts';
import { retention as booking } from '#lib/booking/retention.ts';
import { retention as consultation } from '#lib/consultation/retention.ts';
import { retention as identity } from '#lib/identity/retention.ts';
import { retention as messaging } from '#lib/messaging/retention.ts';
import { retention as organisation } from '#lib/organisation/retention.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { retention as privacy } from './retention.ts';

/** Every domain's clocks: the one list that purge, health, documents and tests start from. */
export function retentionRules(): readonly RetentionRule[] {
  return [...organisation, ...identity, ...messaging, ...booking, ...consultation, ...audit, ...privacy];
}
