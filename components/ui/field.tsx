import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** What connects a control with its label, hint and error; spread it onto the control. */
export type ControlProps = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

export type FieldTexts = {
  label: string;
  /** Help that stands open under the label. */
  hint?: ReactNode;
  /** What to do, not what is wrong. */
  error?: string | undefined;
  /** The word for "voluntary", shown behind the label of a field that may stay empty. */
  optional?: string;
};

/** Ids of the parts of a field, as ErrorSummary and tests know them. */
export function fieldIds(id: string): { hint: string; error: string } {
  return { hint: `${id}-hinweis`, error: `${id}-fehler` };
}

/** @returns the props of the control itself, from what is shown beside it. */
export function controlProps(id: string, texts: Pick<FieldTexts, 'hint' | 'error'>): ControlProps {
  const ids = fieldIds(id);
  const described = [texts.hint !== undefined && ids.hint, texts.error !== undefined && ids.error]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    ...(described !== '' && { 'aria-describedby': described }),
    ...(texts.error !== undefined && { 'aria-invalid': true as const }),
  };
}

/** The border, ground and padding of every box that one types into. */
export const boxClass =
  'block w-full rounded-md border border-edge bg-surface px-control py-2 text-ink ' +
  'placeholder:text-ink-soft hover:border-ink-soft aria-invalid:border-2 aria-invalid:border-danger ' +
  'focus-visible:outline-offset-1 [.staff_&]:py-1';

/** A box of one line: as high as a finger needs it. */
export const controlClass = `${boxClass} min-h-target`;

/** Label, hint, error and one control. Use TextField, TextArea, Select where they fit. */
export function Field({
  id,
  children,
  ...texts
}: FieldTexts & { id: string; children: (control: ControlProps) => ReactNode }) {
  const ids = fieldIds(id);
  return (
    <div className="max-w-form">
      <label htmlFor={id} className="block font-semibold">
        {texts.label}
        <Optional word={texts.optional} />
      </label>
      <Hint id={ids.hint}>{texts.hint}</Hint>
      <FieldError id={ids.error} text={texts.error} />
      <div className="mt-2">{children(controlProps(id, texts))}</div>
    </div>
  );
}

export function Optional({ word }: { word: string | undefined }) {
  return word === undefined ? null : <span className="font-normal text-ink-soft"> ({word})</span>;
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <div id={id} className="mt-0.5 text-ink-soft text-pretty">
      {children}
    </div>
  );
}

export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p id={id} className="mt-1.5 flex gap-2 font-semibold text-danger">
      <Icon name="danger" className="mt-[0.15em]" />
      <span>{text}</span>
    </p>
  );
}
