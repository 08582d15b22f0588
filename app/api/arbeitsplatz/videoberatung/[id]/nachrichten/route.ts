import { advisorCommand, answering, askingAdvisor, respond } from '#app/api/command.ts';
import { listAdvisorMessages } from '#lib/consultation/list-messages.ts';
import { postAdvisorMessage } from '#lib/consultation/post-message.ts';
import { consultationId, messageInput, messagesAfter } from '#lib/consultation/schema.ts';
import { problemResponse } from '#lib/platform/problem.ts';

export const POST = advisorCommand('arbeitsplatz/nachrichten', consultationId, messageInput, (actor, id, input) =>
  postAdvisorMessage(actor, id, input),
);

/** `?nach=7`: messages with greater numbers. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answering('arbeitsplatz/nachrichten', async () => {
    const asking = await askingAdvisor();
    if ('refusal' in asking) return asking.refusal;
    const id = consultationId.safeParse((await params).id);
    const after = messagesAfter.safeParse(new URL(request.url).searchParams.get('nach') ?? undefined);
    if (!id.success) return problemResponse('not-found');
    if (!after.success) return problemResponse('invalid-input');
    const messages = await listAdvisorMessages(asking.actor, id.data, after.data);
    return messages === null ? problemResponse('not-found') : respond({ ok: true, messages });
  });
}
