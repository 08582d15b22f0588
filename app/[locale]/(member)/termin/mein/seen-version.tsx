import type { AppointmentView } from '#lib/booking/appointment-view.ts';

/** Goes along with each press: what the person saw. Was it changed since, nothing happens but that they see it. */
export function SeenVersion({ of: { version } }: { of: Pick<AppointmentView, 'version'> }) {
  return <input type="hidden" name="stand" value={version} />;
}
