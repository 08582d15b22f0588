import { answering } from '#app/api/command.ts';
import { handleLivekitEvent } from '#lib/consultation/handle-livekit-event.ts';
import { receiveWebhook, videoAvailable } from '#lib/platform/livekit.ts';
import { problemResponse } from '#lib/platform/problem.ts';
import { readBody } from '#lib/platform/web/read-body.ts';

/** An event names one room and one participant, with all their tracks; in bytes. */
const bodyLimit = 262_144;

/** What the video server tells us. It proves itself by its signature over the raw body. */
export function POST(request: Request): Promise<Response> {
  return answering('livekit', async () => {
    if (!videoAvailable()) return problemResponse('not-found');
    // Anybody may post here, so nothing is read to its end before its length is known to be small.
    const body = await readBody(request, bodyLimit);
    if (body === null) return problemResponse('too-large');
    const event = await receiveWebhook(body, request.headers.get('authorization'));
    if (event === null) return problemResponse('not-allowed');
    await handleLivekitEvent(event);
    return new Response(null, { status: 204 });
  });
}
