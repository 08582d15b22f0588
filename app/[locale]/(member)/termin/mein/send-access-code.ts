import { redirect } from 'next/navigation';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';
import { askLimit } from '../ask-limit.ts';
import { browserToken, rememberBrowser } from '../browser.ts';
import { to } from '../offers.ts';
import { refuse } from '../refusal.ts';
import { leadToEntry } from './own.ts';
import { accessKey } from './way-in.ts';

/**
 * Sends six digits to the mailbox or phone of the appointment that this browser came to, if there is one, and leads on.
 * @param paths.back the page that was pressed on; `next`: the one that asks for the digits
 */
export async function sendAccessCode({ back, next }: { back: string; next: string }): Promise<null> {
  const key = await accessKey();
  if (key === null) return leadToEntry();
  const beyond = await askLimit(networkLimits.code, back);
  if (beyond !== null) return refuse(beyond);
  const asked = await requestAccess({ key, browserToken: await browserToken() });
  if (asked.ok) {
    await rememberBrowser(asked.browserToken);
    redirect(await to(next));
  }
  return asked.reason === 'unknown-link' ? leadToEntry() : refuse({ kind: 'no-more-codes' });
}
