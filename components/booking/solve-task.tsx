'use client';

import { useEffect, useRef, useState } from 'react';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { Notice } from '#components/ui/notice.tsx';

type SolveTaskProps = {
  /** Name of the form's field that the solution goes into */
  name: string;
  task: Challenge;
  texts: { working: string; done: string; failed: string };
};

/** Longer than any phone in use takes; then the other ways are said. */
const patience = 60_000;

/** Works on a task as soon as it is shown, and sends the form around it when it is done. Shows nothing without scripts. */
export function SolveTask({ name, task, texts }: SolveTaskProps) {
  const [state, setState] = useState<keyof SolveTaskProps['texts'] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const controller = new AbortController();
    setState('working');
    solveChallenge({ challenge: task, deriveKey, controller, timeout: patience })
      .then((solution) => {
        if (controller.signal.aborted) return;
        if (solution === null || field.current === null) return setState('failed');
        const { counter, derivedKey } = solution;
        const { parameters, signature } = task;
        field.current.value = JSON.stringify({
          challenge: { parameters, signature },
          solution: { counter, derivedKey },
        });
        setState('done');
        field.current.form?.requestSubmit();
      })
      .catch(() => {
        if (!controller.signal.aborted) setState('failed');
      });
    return () => controller.abort();
  }, [task]);
  return (
    <>
      <input type="hidden" name={name} ref={field} />
      <div role="status">
        {state !== null && <Notice tone={state === 'failed' ? 'caution' : 'info'} title={texts[state]} />}
      </div>
    </>
  );
}
