import { cookies } from 'next/headers';
import { answering, readInput, respond } from '#app/api/command.ts';
import { visitCookie } from '#lib/consultation/current-visit.ts';
import { openVisit } from '#lib/consultation/open-visit.ts';
import { visitHours } from '#lib/consultation/policy.ts';
import { openVisitInput } from '#lib/consultation/schema.ts';

/** Opens the visit that the link in the mail leads to. The token comes in the body: it stood in the fragment. */
export function POST(request: Request): Promise<Response> {
  return answering('videoberatung/oeffnen', async () => {
    const read = await readInput(request, openVisitInput);
    if ('refusal' in read) return read.refusal;
    const jar = await cookies();
    const opening = await openVisit(read.input.token, jar.get(visitCookie)?.value);
    if (!opening.ok) return respond(opening);
    jar.set(visitCookie, opening.visitToken, {
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      path: '/',
      maxAge: visitHours * 3600,
    });
    return respond({ ok: true });
  });
}
