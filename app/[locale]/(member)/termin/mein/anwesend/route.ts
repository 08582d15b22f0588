import { noteMovePresence } from '#lib/booking/change/hold-move.ts';
import { ownAppointment } from '../own.ts';

/** As for a new booking: whether somebody looks at the page of a reserved new time, so that it is freed soon else (BK5). */
export async function POST(request: Request): Promise<Response> {
  const word = await request.text();
  if (word !== 'weg' && word !== 'da') return new Response(null, { status: 400 });
  const own = await ownAppointment();
  if (own?.change != null) await noteMovePresence(own.change, word === 'da');
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
}
