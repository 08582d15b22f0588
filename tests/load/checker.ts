import {
  acknowledgedWithoutRow,
  confirmedAfterEnd,
  limitsExceeded,
  oneKeyTwoIds,
  refusedWithRow,
} from './checks/answers.ts';
import { changesLost, seatsTwice, withoutTime } from './checks/changes.ts';
import { askedTwice, halfReopenings, halfSessions, offeredTwice } from './checks/given-back.ts';
import { missingMails, strayMails } from './checks/mails.ts';
import {
  freedTwice,
  freedWithRow,
  halfAppointments,
  hoursOvertaken,
  outsideHours,
  overlapsNow,
  overlapsThen,
} from './checks/time.ts';
import { livesOf, pairEvents } from './operations.ts';
import type { Evidence, Given, Violation } from './violation.ts';

const checks: readonly ((evidence: Evidence) => Violation[])[] = [
  overlapsNow,
  overlapsThen,
  acknowledgedWithoutRow,
  refusedWithRow,
  oneKeyTwoIds,
  halfAppointments,
  freedTwice,
  freedWithRow,
  confirmedAfterEnd,
  outsideHours,
  hoursOvertaken,
  limitsExceeded,
  changesLost,
  withoutTime,
  seatsTwice,
  halfReopenings,
  halfSessions,
  offeredTwice,
  askedTwice,
  missingMails,
  strayMails,
];

/**
 * Finds whatever contradicts what was promised (BK14): compares what everybody was told with what is there once all
 * have come to rest. What nobody knows the end of counts as both; so a violation that is found is one.
 * @throws when the history contradicts itself
 */
export function check(given: Given): Violation[] {
  const operations = pairEvents(given.history);
  const ours = given.snapshot.appointments.filter(({ id }) => given.before?.has(id) !== true);
  const evidence: Evidence = { ...given, operations, lives: livesOf(operations), ours };
  return checks.flatMap((find) => find(evidence));
}
