import { hashPassword } from '#lib/identity/core/password.ts';
import { readStaffSession } from '#lib/identity/read-staff-session.ts';
import { hasRole, type StaffActor } from '#lib/identity/staff-actor.ts';
import type { StaffRole } from '#prisma/generated/enums.ts';
import { connectAs } from './databases.ts';

export interface TestStaff {
  staffId: string;
  resourceId: string;
  serviceCenterId: string;
  email: string;
  password: string;
}

let made = 0;
/** One derivation serves all: the tests are not about fifty times the same password. */
let hashed: Promise<string> | undefined;
const password = 'Apfel-Birne-Quitte-7';

/** Makes a member of staff with password and, as an advisor, a resource of an own service center. */
export async function makeStaff(
  given: { displayName?: string; roles?: readonly StaffRole[]; active?: boolean } = {},
): Promise<TestStaff> {
  made += 1;
  hashed ??= hashPassword(password);
  const client = await connectAs('migrate');
  const insert = async (text: string, values: unknown[]): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(`${text} RETURNING id`, values);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('Nothing was inserted');
    return id;
  };
  const email = `mitarbeit-${made}@musterkasse-gesund.example`;
  const displayName = given.displayName ?? 'Frau Yıldız';
  const serviceCenterId = await insert(
    `INSERT INTO service_center (slug, name, street, postcode, city, land, municipality, phone)
     VALUES ($1, 'Servicestelle Probe', 'Probeweg 1', '12345', 'Probestadt', 'NW', 'Probestadt', '+4930231250')`,
    [`probe-staff-${made}`],
  );
  const staffId = await insert(
    `INSERT INTO staff (service_center_id, email, display_name, roles, active)
     VALUES ($1, $2, $3, $4::staff_role[], $5)`,
    [serviceCenterId, email, displayName, [...(given.roles ?? ['advisor'])], given.active ?? true],
  );
  const resourceId = await insert(
    `INSERT INTO resource (service_center_id, kind, staff_id, label) VALUES ($1, 'advisor', $2, $3)`,
    [serviceCenterId, staffId, displayName],
  );
  await client.query('INSERT INTO staff_credential (staff_id, password_hash) VALUES ($1, $2)', [staffId, await hashed]);
  return { staffId, resourceId, serviceCenterId, email, password };
}

/** A running session of somebody made by `makeStaff`, as use cases take it. */
export async function actorOf<Role extends StaffRole>(staff: TestStaff, role: Role): Promise<StaffActor<Role>> {
  const client = await connectAs('migrate');
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO staff_session (staff_id, expires_at) VALUES ($1, app_now() + interval '4 hours') RETURNING id`,
    [staff.staffId],
  );
  const actor = await readStaffSession(rows[0]?.id ?? '');
  if (actor === null || !hasRole(actor, role)) throw new Error(`No running session with the role ${role}`);
  return actor;
}
