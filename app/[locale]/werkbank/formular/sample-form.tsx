'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorOf } from '#components/ui/form-errors.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { saveSample, type SampleState } from './actions.ts';

const empty: SampleState = { attempt: 0, done: false, typed: { name: '' }, errors: [] };

export function SampleForm() {
  const [state, send] = useActionState(saveSample, empty);
  return (
    <form action={send} noValidate className="grid gap-7">
      <ErrorSummary key={state.attempt} title="Bitte sehen Sie noch einmal nach" errors={state.errors} />
      {state.done && <Notice tone="success" title="Gespeichert" role="status" />}
      <TextField
        key={`name-${state.attempt}`}
        name="name"
        label="Ihr Name"
        defaultValue={state.typed.name}
        autoComplete="name"
        {...errorOf(state.errors, 'name')}
      />
      <div>
        <SubmitButton busyLabel="Wird gespeichert …">Name speichern</SubmitButton>
      </div>
    </form>
  );
}
