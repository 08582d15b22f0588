import { answering } from '#app/api/command.ts';
import { handleLivekitEvent } from '#lib/consultation/handle-livekit-event.ts';
import { receiveWebhook, videoAvailable } from '#lib/platform/livekit.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** What the video server tells us. It proves itself by its signature over the raw body. */
export function POST(request: Request): Promise<Response> {
  return answering('livekit', async () => {
    if (!videoAvailable()) return problemResponse('not-found');
    const event = await receiveWebhook(await request.text(), request.headers.get('authorization'));
    if (event === null) return problemResponse('not-allowed');
    await handleLivekitEvent(event);
    return new Response(null, { status: 204 });
  });
}
