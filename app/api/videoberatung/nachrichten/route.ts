import { answering, askingVisit, memberCommand, respond } from '#app/api/command.ts';
import { listMemberMessages } from '#lib/consultation/list-messages.ts';
import { postMemberMessage } from '#lib/consultation/post-message.ts';
import { messageInput, messagesAfter } from '#lib/consultation/schema.ts';
import { problemResponse } from '#lib/platform/problem.ts';

export const POST = memberCommand('videoberatung/nachrichten', messageInput, (visit, input) =>
  postMemberMessage(visit, input),
);

/** `?nach=7`: messages with greater numbers. */
export function GET(request: Request): Promise<Response> {
  return answering('videoberatung/nachrichten', async () => {
    const visit = await askingVisit();
    if (visit === null) return problemResponse('not-found');
    const after = messagesAfter.safeParse(new URL(request.url).searchParams.get('nach') ?? undefined);
    if (!after.success) return problemResponse('invalid-input');
    return respond({ ok: true, messages: await listMemberMessages(visit, after.data) });
  });
}
