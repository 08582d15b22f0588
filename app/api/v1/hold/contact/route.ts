import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';

const submit = serve('submitContact', async ({ body: { locale, wishes, ...form }, token }) => {
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
  const submitted = await submitContact({ browserToken: token, form: given, wishes, locale, keepsDraft: false });
  if (submitted.ok) return { json: { codeValidUntil: submitted.expiresAt.toString(), sent: submitted.sent } };
  if (submitted.reason === 'invalid-input') {
    const errors = Object.entries(submitted.errors).map(([field, code]) => ({ pointer: `/${field}`, code }));
    return { refused: submitted.reason, extra: { errors } };
  }
  return { refused: submitted.reason === 'used-up' ? 'limit-reached' : submitted.reason };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: submit });
