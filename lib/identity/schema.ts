import { z } from 'zod';

/** What is longer is refused before it costs anything. In characters. */
export const passwordMaxLength = 256;

/** What the sign-in form posts. Messages are codes; the page has the words (`identity.signIn.problems`). */
export const signInForm = z.object({
  email: z
    .string({ error: 'email-missing' })
    .trim()
    .min(1, { error: 'email-missing', abort: true })
    .max(254, { error: 'email-invalid', abort: true })
    .toLowerCase()
    .pipe(z.email({ error: 'email-invalid' })),
  password: z
    .string({ error: 'password-missing' })
    .min(1, { error: 'password-missing', abort: true })
    .max(passwordMaxLength, { error: 'password-too-long' }),
});

export type Credentials = z.infer<typeof signInForm>;
export type SignInField = keyof Credentials;

export const signInFieldErrors = ['email-missing', 'email-invalid', 'password-missing', 'password-too-long'] as const;
