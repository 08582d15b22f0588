'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import type { OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { leaveWaitingList } from '#lib/booking/waiting-list/leave-waiting-list.ts';
import { browserToken, rememberBrowser } from '../../browser.ts';
import { fieldOf } from '../../form-data.ts';
import { comeByLink } from '../../mein/way-in.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { entryPath, leftPath, standingPath } from '../address.ts';
import { forgetEntry, ownWaiting } from '../way-in.ts';

/** Every press of the page: yes or no to what is offered, or off the list. */
export async function answerOffer(_previous: null, data: FormData): Promise<null> {
  const own = await ownWaiting();
  const offerId = z.uuid().safeParse(fieldOf(data, 'angebot')).data ?? null;
  switch (fieldOf(data, 'tun')) {
    case 'annehmen':
      return accept(own, offerId);
    case 'ablehnen':
      return decline(own, offerId);
    case 'loeschen':
      if (own !== null) await leaveWaitingList(own.right);
      await forgetEntry();
      return redirect(await to(own?.appointment == null ? leftPath : `${leftPath}?hinweis=termin`));
    default:
      return redirect(await to(standingPath));
  }
}

async function accept(own: OwnWaiting | null, offerId: string | null): Promise<null> {
  if (offerId === null) return redirect(await to(standingPath));
  const accepted = await acceptOffer({ right: own?.right ?? null, offerId, browserToken: await browserToken() });
  if (!accepted.ok)
    return own === null
      ? redirect(await to(`${entryPath}?hinweis=beendet`))
      : refuse({ kind: 'no-offer', why: accepted.reason });
  await forgetEntry();
  if (accepted.moved) {
    if (accepted.linkToken !== null) await comeByLink(accepted.linkToken);
    return redirect(await to('/termin/mein/anzeigen?hinweis=verschoben'));
  }
  await rememberBrowser(accepted.browserToken);
  return redirect(await to('/termin/fertig'));
}

async function decline(own: OwnWaiting | null, offerId: string | null): Promise<null> {
  if (own === null) return redirect(await to(`${entryPath}?hinweis=beendet`));
  if (offerId !== null && (await declineOffer({ right: own.right, offerId })))
    return redirect(await to(`${standingPath}?hinweis=abgelehnt`));
  return refuse({ kind: 'no-offer', why: 'offer-over' });
}
