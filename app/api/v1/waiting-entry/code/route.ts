import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { resendWaitingCode } from '#lib/booking/waiting-list/send-waiting-code.ts';

const resend = serve('resendWaitingCode', async ({ token }) => {
  const resent = await resendWaitingCode(token);
  if (!resent.ok) return { refused: resent.reason === 'used-up' ? 'limit-reached' : 'wrong-state' };
  return { json: { codeValidUntil: resent.expiresAt.toString(), sent: resent.sent } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: resend });
