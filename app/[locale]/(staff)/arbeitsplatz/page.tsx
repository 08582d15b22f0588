import { requireStaff } from '#lib/identity/require-staff.ts';

export default async function DayPage() {
  const actor = await requireStaff('advisor');
  return <h1>{actor.displayName}</h1>;
}
