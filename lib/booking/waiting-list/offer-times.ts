import type { Database, Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { appNow, Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { enqueueMessage } from '#lib/messaging/enqueue-message.ts';
import { openDueReopenings } from '#lib/booking/change/reopening.sql.ts';
import { mayMoveTo } from '#lib/booking/core/change-rules.ts';
import { movableDays, undoMinutes } from '#lib/booking/policy.ts';
import { mayBeAsked, personOf, planFor, readAsked } from './asked-person.ts';
import { fitKeptTime } from './fit-kept-time.ts';
import { type KeptTime, listKeptTimes, lockKeptTime, readKeptTime } from './kept-time.sql.ts';
import { endLapsedOffer, insertOffer, listLapsedOffers, lockEntry, readLine } from './waiting-line.sql.ts';
import { offerGoneMessage, offerMessage } from './waiting-message.ts';

/**
 * What the waiting list does as time goes by (BK8): offers that ran out end; each time that is kept is offered to whoever
 * has waited longest and could have it; what nobody is left for opens to all, once its delay is over. May run in several
 * schedulers at once.
 */
export async function offerTimes(database: Database): Promise<Record<'lapsed' | 'offered' | 'opened', number>> {
  const lapsed = await endLapsedOffers(database);
  const wanted: string[] = [];
  let offered = 0;
  for (const id of await listKeptTimes(database)) {
    const outcome = await retryConflicts(() => database.$transaction((tx) => offerTime(id, tx)));
    if (outcome === 'made') offered += 1;
    if (outcome !== 'nobody') wanted.push(id);
  }
  return { lapsed, offered, opened: await database.$transaction((tx) => openDueReopenings(tx, wanted)) };
}

/** Whoever did not answer stays on the list, and is told. */
async function endLapsedOffers(database: Database): Promise<number> {
  let ended = 0;
  for (const { id, entryId } of await listLapsedOffers(database)) {
    const work = async (tx: Transaction): Promise<boolean> => {
      // The entry first, as everybody does who needs both.
      const stays = await lockEntry(entryId, tx);
      if (!(await endLapsedOffer(id, tx))) return false;
      const entry = stays ? await tx.waitingEntry.findUnique({ where: { id: entryId } }) : null;
      const person = entry === null ? null : await personOf(entry);
      const time = await tx.waitingOffer.findUnique({ where: { id }, select: { reopeningId: true } });
      const kept =
        time === null
          ? null
          : await tx.reopening.findUnique({ where: { id: time.reopeningId }, include: { serviceCenter: true } });
      if (person !== null && kept !== null) {
        const gone = { offerId: id, startsAt: toInstant(kept.startsAt), zone: kept.serviceCenter.timeZone };
        await enqueueMessage(offerGoneMessage(person, gone), { waitingEntryId: entryId }, tx);
      }
      await auditOffer('offer:expired', id, tx);
      return true;
    };
    if (await retryConflicts(() => database.$transaction(work))) ended += 1;
  }
  return ended;
}

/** `later`: it is offered, or will be; `nobody`: nobody is left who could have it */
type OfferOutcome = 'made' | 'later' | 'nobody';

async function offerTime(id: string, tx: Transaction): Promise<OfferOutcome> {
  if (!(await lockKeptTime(id, tx, 'skip'))) return 'later';
  const kept = await readKeptTime(id, undoMinutes, tx);
  if (kept === null) return 'nobody';
  if (kept.isOffered) return 'later';
  const line = await readLine(id, tx);
  if (line.length === 0) return 'nobody';
  const now = await appNow(tx);
  if (kept.undoableUntil !== null && Temporal.Instant.compare(now, kept.undoableUntil) < 0) return 'later';
  for (const entryId of line) {
    const outcome = await ask(entryId, kept, now, tx);
    if (outcome !== 'nobody') return outcome;
  }
  return 'nobody';
}

/** Asks one person, if the time is one they could have. */
async function ask(entryId: string, kept: KeptTime, now: Temporal.Instant, tx: Transaction): Promise<OfferOutcome> {
  const asked = await readAsked(entryId, tx);
  if (asked === null || !(await mayBeAsked(asked, tx))) return 'nobody';
  const { person, choice, own } = asked;
  const fit = await fitKeptTime(kept, choice, tx);
  if (fit === null) return 'nobody';
  const endsAt = kept.startsAt.add({ minutes: fit.service.duration });
  if (own !== null && !mayMoveTo(endsAt, own, movableDays)) return 'nobody';
  const center = await tx.serviceCenter.findUniqueOrThrow({ where: { id: kept.centerId } });
  const time = { startsAt: kept.startsAt, latest: fit.latest, zone: center.timeZone };
  const plan = planFor(asked, time, now);
  if (plan.kind !== 'now') return plan.kind === 'later' ? 'later' : 'nobody';
  if (!(await lockEntry(entryId, tx, 'skip'))) return 'nobody';
  const offerId = await insertOffer({ entryId, keptTimeId: kept.id, until: toDate(plan.until) }, tx);
  if (offerId === null) return 'nobody';
  const { startsAt } = kept;
  const insteadOf = own?.startsAt ?? null;
  const offered = { offerId, startsAt, until: plan.until, channel: choice.channel, center, insteadOf };
  await enqueueMessage(offerMessage(person, offered), { waitingEntryId: entryId }, tx);
  await auditOffer('offer:made', offerId, tx);
  return 'made';
}

async function auditOffer(action: `offer:${string}`, offerId: string, tx: Transaction): Promise<void> {
  await recordAudit(tx, { actorKind: 'system', action, objectKind: 'waiting_offer', objectId: offerId });
}
