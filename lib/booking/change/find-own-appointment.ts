import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, viewOf } from '#lib/booking/appointment-view.ts';
import { browserHash } from '#lib/booking/browser.ts';
import {
  changeUntil,
  latenessChoices,
  type WhyNotChangeable,
  whyNotAhead,
  whyNotChangeable,
} from '#lib/booking/core/change-rules.ts';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { lateChoices, lateFromMinutes } from '#lib/booking/policy.ts';
import { visibleAppointments } from '#lib/booking/retention.ts';
import { readDeadline } from './change.sql.ts';
import type { ChangeRight, SeeingRight } from './change-right.ts';
import { isUndoable } from './reopening.sql.ts';

export interface OwnAppointment {
  appointment: AppointmentView;
  seeing: SeeingRight;
  /** `null` until the mailbox or phone was proved by a code */
  change: ChangeRight | null;
  /** Until when it can be moved, switched and cancelled */
  changeUntil: Temporal.Instant;
  whyNotChangeable: WhyNotChangeable | null;
  /** It is cancelled, and its time can be taken back */
  undoable: boolean;
  /** One tap: minutes to be late, and not coming at all, where cancelling is too late */
  lateChoices: number[];
  mayNotCome: boolean;
}

/**
 * The appointment that a browser stands before: that of the link it opened, else the one whose mailbox or phone it
 * proved last. `null` when there is none; unknown, past its clock and never there look the same.
 */
export async function findOwnAppointment(
  browser: { linkToken: string | null; browserToken: string | null },
  database: Database = db(),
): Promise<OwnAppointment | null> {
  const appointment =
    browser.linkToken === null
      ? await findProved(browser.browserToken, database)
      : await findAppointmentByLink(browser.linkToken, database);
  if (appointment === null) return null;
  const now = await appNow(database);
  const facts = { ...appointment, changeDeadline: await readDeadline(appointment.id, database) };
  const proved = await isProved(appointment.id, browser.browserToken, now, database);
  const why = whyNotChangeable(facts, now);
  return {
    appointment,
    seeing: { appointmentId: appointment.id } as SeeingRight,
    change: proved,
    changeUntil: changeUntil(facts),
    whyNotChangeable: why,
    undoable: why === 'cancelled' && (await isUndoable(appointment.id, database)),
    lateChoices: latenessChoices(facts, now, { choices: lateChoices, fromMinutes: lateFromMinutes }),
    mayNotCome: why === 'too-late' && whyNotAhead(facts, now) === null,
  };
}

async function findProved(token: string | null, database: Database): Promise<AppointmentView | null> {
  const hash = browserHash(token);
  if (hash === null) return null;
  const now = await appNow(database);
  const access = await database.appointmentAccess.findFirst({
    where: {
      browserHash: hash,
      expiresAt: { gt: toDate(now) },
      appointment: { state: { not: 'held' }, ...visibleAppointments(now) },
    },
    include: { appointment: { include: appointmentInclude } },
    orderBy: { expiresAt: 'desc' },
  });
  return access === null ? null : viewOf(access.appointment);
}

async function isProved(
  appointmentId: string,
  token: string | null,
  now: Temporal.Instant,
  database: Database,
): Promise<ChangeRight | null> {
  const hash = browserHash(token);
  if (hash === null || token === null) return null;
  const access = await database.appointmentAccess.findFirst({
    where: { appointmentId, browserHash: hash, expiresAt: { gt: toDate(now) } },
    select: { id: true },
  });
  if (access === null) return null;
  return { appointmentId, movingHash: keyedHash('browser', `moving:${token}`) } as ChangeRight;
}
