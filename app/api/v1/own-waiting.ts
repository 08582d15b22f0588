import { changeRightOf } from '#app/api/v1/own-appointment.ts';
import type { WaitingEntryAnswer } from '#lib/booking/api/api-waiting-schema.ts';
import { findOwnWaiting, type OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';

/**
 * The entry of the link, of the token that joined with it, or of the appointment that the token opened; `null` when there
 * is none.
 */
export async function ownWaitingOf(asked: { token: string | null; link: string | null }): Promise<OwnWaiting | null> {
  const { token, link } = asked;
  if (link !== null) return findOwnWaiting({ linkToken: link });
  if (token === null) return null;
  const joined = await findOwnWaiting({ browserToken: token });
  if (joined !== null) return joined;
  const appointment = await changeRightOf(token);
  return appointment === null ? null : findOwnWaiting({ appointment });
}

/** An entry in JSON, without what belongs to its person. */
export function waitingEntryAnswer(own: OwnWaiting): WaitingEntryAnswer {
  const { since, topics, channel, center, advisor, days, appointment, offer, lapsed } = own;
  return {
    since: since.toString(),
    services: topics,
    channel,
    serviceCenter: center,
    advisor,
    firstDay: days.firstDay.toString(),
    lastDay: days.lastDay.toString(),
    partOfDay: days.partOfDay ?? null,
    insteadOf: appointment?.startsAt.toString() ?? null,
    offer: offer === null ? null : offerAnswer(offer),
    lapsed: lapsed === null ? null : { startsAt: lapsed.startsAt.toString(), state: lapsed.state },
  };
}

function offerAnswer(offer: NonNullable<OwnWaiting['offer']>): NonNullable<WaitingEntryAnswer['offer']> {
  const { id, startsAt, channel, center, advisor, until } = offer;
  const { id: _, ...serviceCenter } = center;
  return {
    offerId: id,
    startsAt: startsAt.toString(),
    channel,
    serviceCenter,
    advisor: { label: advisor.label },
    validUntil: until.toString(),
  };
}
