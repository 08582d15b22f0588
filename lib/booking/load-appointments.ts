import type { Transaction } from '#lib/platform/db.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { AppointmentRow } from './appointment-view.ts';

/**
 * Appointments with what their view needs, earliest first; for use inside a transaction. One query after the other: an
 * `include` of several relations would send them at once over the transaction's one connection.
 */
export async function loadAppointments(
  where: Prisma.AppointmentWhereInput,
  tx: Transaction,
): Promise<AppointmentRow[]> {
  const rows = await tx.appointment.findMany({ where, orderBy: { startsAt: 'asc' } });
  if (rows.length === 0) return [];
  const further = await tx.appointmentService.findMany({
    where: { appointmentId: { in: rows.map(({ id }) => id) } },
    orderBy: { position: 'asc' },
  });
  const serviceIds = [...rows, ...further].map(({ serviceId }) => serviceId);
  const services = byId(await tx.service.findMany({ where: { id: { in: serviceIds } } }));
  const centers = byId(
    await tx.serviceCenter.findMany({ where: { id: { in: rows.map(({ serviceCenterId }) => serviceCenterId) } } }),
  );
  const advisors = byId(await tx.resource.findMany({ where: { id: { in: rows.map(({ advisorId }) => advisorId) } } }));
  return rows.map((row) => ({
    ...row,
    service: present(services, row.serviceId),
    serviceCenter: present(centers, row.serviceCenterId),
    advisor: present(advisors, row.advisorId),
    further: further
      .filter(({ appointmentId }) => appointmentId === row.id)
      .map((besides) => ({ ...besides, service: present(services, besides.serviceId) })),
  }));
}

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

function present<T>(rows: ReadonlyMap<string, T>, id: string): T {
  const row = rows.get(id);
  // Foreign keys see to it.
  if (row === undefined) throw new Error('An appointment names a row that is not there');
  return row;
}
