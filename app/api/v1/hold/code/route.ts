import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';

const problems = { 'hold-expired': 'hold-expired', 'no-contact': 'wrong-state', 'used-up': 'limit-reached' } as const;

const resend = serve('resendCode', async ({ token }) => {
  const resent = await resendCode(token);
  if (!resent.ok) return { refused: problems[resent.reason] };
  return { json: { codeValidUntil: resent.expiresAt.toString(), sent: resent.sent } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: resend });
