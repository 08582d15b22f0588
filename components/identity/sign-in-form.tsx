'use client';

import { useActionState } from 'react';
import { ErrorSummary, type FormError } from '#components/ui/error-summary.tsx';
import { errorOf } from '#components/ui/form-errors.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { passwordMaxLength } from '#lib/identity/schema.ts';

/** What a refused sign-in brings back. The password is never in it. */
export interface SignInState {
  /** Grows with every refusal, so that the summary takes the focus again. */
  attempt: number;
  errors: readonly FormError[];
  email: string;
}

export const emptySignIn: SignInState = { attempt: 0, errors: [], email: '' };

interface SignInTexts {
  errorTitle: string;
  email: string;
  password: string;
  submit: string;
  busy: string;
}

interface SignInFormProps {
  action: (state: SignInState, form: FormData) => Promise<SignInState>;
  /** Where to go afterwards; checked again on the server. */
  returnTo: string | undefined;
  texts: SignInTexts;
}

/** E-mail address and password; works without scripts. */
export function SignInForm({ action, returnTo, texts }: SignInFormProps) {
  const [state, send] = useActionState(action, emptySignIn);
  return (
    <form action={send} noValidate className="grid gap-5">
      <ErrorSummary key={state.attempt} title={texts.errorTitle} errors={state.errors} />
      <TextField
        key={`email-${state.attempt}`}
        name="email"
        type="email"
        label={texts.email}
        defaultValue={state.email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...errorOf(state.errors, 'email')}
      />
      <TextField
        name="password"
        type="password"
        label={texts.password}
        autoComplete="current-password"
        maxLength={passwordMaxLength}
        {...errorOf(state.errors, 'password')}
      />
      {returnTo !== undefined && <input type="hidden" name="weiter" value={returnTo} />}
      <div>
        <SubmitButton busyLabel={texts.busy} wide>
          {texts.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
