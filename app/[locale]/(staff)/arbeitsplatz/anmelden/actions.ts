'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { SignInState } from '#components/identity/sign-in-form.tsx';
import type { FormError } from '#components/ui/error-summary.tsx';
import { safeReturnPath } from '#lib/identity/core/return-path.ts';
import { signInWindowMinutes, staffHome } from '#lib/identity/policy.ts';
import { type SignInField, signInFieldErrors, signInForm } from '#lib/identity/schema.ts';
import { currentStaff } from '#lib/identity/require-staff.ts';
import { revokeSession } from '#lib/identity/revoke-session.ts';
import { issueSessionToken, sessionCookieName, sessionCookieOptions } from '#lib/identity/session-token.ts';
import { signIn, type SignInOutcome } from '#lib/identity/sign-in.ts';
import { localePath } from '#lib/platform/i18n/path.ts';

// The state comes back from the browser: only its count is used.
const attempts = z.object({ attempt: z.number().int().nonnegative().catch(0) }).catch({ attempt: 0 });

/** Signs in and leads on; or brings back what to mend, with the e-mail address and without the password. */
export async function signInToWorkplace(previous: SignInState, form: FormData): Promise<SignInState> {
  const t = await getTranslations('identity.signIn.problems');
  const typed = { email: form.get('email'), password: form.get('password') };
  const refuse = (errors: readonly FormError[]): SignInState => ({
    attempt: attempts.parse(previous).attempt + 1,
    errors,
    email: typeof typed.email === 'string' ? typed.email.slice(0, 254) : '',
  });

  const parsed = signInForm.safeParse(typed);
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map((issue) => {
        const code = z.enum(signInFieldErrors).parse(issue.message);
        return { fieldId: issue.path[0] as SignInField, text: t(code) };
      }),
    );
  }

  const from = (await headers()).get('x-forwarded-for');
  let outcome: SignInOutcome | undefined;
  const token = await issueSessionToken(async () => {
    outcome = await signIn(parsed.data, from);
    return outcome.ok ? outcome.sessionId : null;
  });
  if (token === null) {
    return outcome?.ok === false && outcome.reason === 'too-many-tries'
      ? refuse([{ fieldId: 'email', text: t('too-many-tries', { minutes: signInWindowMinutes }) }])
      : refuse([{ fieldId: 'password', text: t('credentials-wrong') }]);
  }
  // Its cookie is about to be overwritten: nobody could end it any more.
  const former = await currentStaff();
  if (former !== null) await revokeSession(former);
  (await cookies()).set(sessionCookieName, token, sessionCookieOptions);
  const wanted = form.get('weiter');
  redirect(localePath(await getLocale(), safeReturnPath(typeof wanted === 'string' ? wanted : undefined, staffHome)));
}
