import { leaveHold, resumeHold } from '#lib/booking/hold/release-hold.ts';
import { browserToken } from '../browser.ts';

/**
 * The page of a reserved time says whether somebody is looking at it: "weg" shortens the hold, so that others get the
 * time soon, "da" restores it (BK5). Without scripts nobody says anything, and the hold ends when it was said to.
 */
export async function POST(request: Request): Promise<Response> {
  const word = await request.text();
  const token = await browserToken();
  if (word === 'weg') await leaveHold(token);
  else if (word === 'da') await resumeHold(token);
  else return new Response(null, { status: 400 });
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}
