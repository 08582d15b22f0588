/**
 * What each process may do with each table; applied after every migration (all is revoked first). A table that is
 * missing here fails the tests, and so does a right that is not listed: tests/integration/platform/grants.test.ts
 * tries what is forbidden. A right comes with the code that needs it, not before.
 *
 * web keeps nothing of its own and serves members and staff; scheduler does what time demands (outbox, sweep, purge);
 * voicebot answers calls. The owner, `sprechzeit_migrate`, is no process.
 */
export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
export const processRoles = ['web', 'scheduler', 'voicebot'] as const;
export type ProcessRole = (typeof processRoles)[number];

type Grants = Record<ProcessRole, readonly Privilege[]>;

const none = [] as const;
const read = ['SELECT'] as const;
const change = ['SELECT', 'INSERT', 'UPDATE'] as const;
const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

export const grants: Record<string, Grants> = {
  service_center: { web: ['SELECT', 'UPDATE'], scheduler: read, voicebot: none },
  resource: { web: read, scheduler: read, voicebot: none },
  hours: { web: read, scheduler: read, voicebot: none },
  hours_exception: { web: read, scheduler: read, voicebot: none },
  absence: { web: read, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  staff: { web: read, scheduler: none, voicebot: none },
  staff_credential: { web: read, scheduler: none, voicebot: none },
  staff_session: { web: change, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  sign_in_attempt: { web: ['SELECT', 'INSERT', 'DELETE'], scheduler: ['SELECT', 'DELETE'], voicebot: none },
  one_time_code: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  service: { web: read, scheduler: read, voicebot: none },
  service_resource: { web: read, scheduler: read, voicebot: none },
  appointment: { web: all, scheduler: ['SELECT', 'UPDATE', 'DELETE'], voicebot: none },
  appointment_service: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  appointment_access: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  person_booking: { web: all, scheduler: ['SELECT', 'UPDATE', 'DELETE'], voicebot: none },
  // To lock the session whose seat is taken, as the center; nobody there changes one.
  group_session: { web: ['SELECT', 'UPDATE'], scheduler: ['SELECT', 'DELETE'], voicebot: none },
  reopening: { web: all, scheduler: all, voicebot: none },
  waiting_entry: { web: all, scheduler: ['SELECT', 'UPDATE', 'DELETE'], voicebot: none },
  waiting_offer: { web: all, scheduler: all, voicebot: none },
  rate_count: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  claim: { web: all, scheduler: ['SELECT', 'INSERT', 'DELETE'], voicebot: none },
  api_answer: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  draft: { web: all, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  outbox_message: { web: ['SELECT', 'INSERT'], scheduler: all, voicebot: none },
  consultation: { web: change, scheduler: ['SELECT', 'UPDATE', 'DELETE'], voicebot: none },
  participant: { web: change, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  key_exchange: { web: change, scheduler: ['SELECT', 'DELETE'], voicebot: none },
  chat_message: { web: ['SELECT', 'INSERT'], scheduler: ['SELECT', 'DELETE'], voicebot: none },
  activity: { web: ['SELECT', 'INSERT'], scheduler: ['SELECT', 'INSERT', 'DELETE'], voicebot: none },
  audit_entry: { web: ['SELECT', 'INSERT'], scheduler: ['SELECT', 'INSERT', 'DELETE'], voicebot: ['INSERT'] },
  deletion_report: { web: read, scheduler: ['SELECT', 'INSERT', 'DELETE'], voicebot: none },
  job_run: { web: read, scheduler: all, voicebot: none },
};
