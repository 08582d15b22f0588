import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldError, fieldIds, Hint, Optional, type FieldTexts } from './field.tsx';

export type Option = { value: string; label: string; hint?: ReactNode };

const row =
  'flex min-h-target cursor-pointer items-start gap-3 rounded-md border border-edge bg-surface px-4 py-3 ' +
  'hover:border-accent has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent ' +
  'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus [.staff_&]:py-1.5';

/** The mark itself: drawn by the browser in the accent, so that forced colours and print have it too. */
const mark = 'mt-[0.16em] size-[1.2em] shrink-0 accent-accent outline-none';

type RadioGroupProps = FieldTexts & {
  name: string;
  id?: string;
  options: readonly Option[];
  defaultValue?: string | undefined;
  /** Side by side where there is room: short answers only. */
  inline?: boolean;
};

/** One of several. The group's question is the legend; the whole row can be pressed. */
export function RadioGroup({ name, id = name, options, defaultValue, inline = false, ...texts }: RadioGroupProps) {
  const ids = fieldIds(id);
  const described = [texts.hint !== undefined && ids.hint, texts.error !== undefined && ids.error]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset className="max-w-form min-w-0" aria-describedby={described || undefined}>
      <legend className="font-semibold">
        {texts.label}
        <Optional word={texts.optional} />
      </legend>
      <Hint id={ids.hint}>{texts.hint}</Hint>
      <FieldError id={ids.error} text={texts.error} />
      <div className={classNames('mt-2 grid gap-2', inline && 'sm:grid-cols-2')}>
        {options.map((option, index) => (
          <label key={option.value} className={row}>
            {/* The first answer carries the group's id: the error summary leads there. */}
            <input
              type="radio"
              name={name}
              id={index === 0 ? id : `${id}-${option.value}`}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              className={mark}
            />
            <OptionText {...option} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type CheckboxProps = {
  name: string;
  id?: string;
  value?: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  defaultChecked?: boolean;
};

/** One thing to agree to or to add. */
export function Checkbox({ name, id = name, value = 'ja', label, hint, error, defaultChecked = false }: CheckboxProps) {
  const ids = fieldIds(id);
  return (
    <div className="max-w-form">
      <FieldError id={ids.error} text={error} />
      <label className={classNames(row, error !== undefined && 'mt-2 border-2 border-danger')}>
        <input
          type="checkbox"
          name={name}
          id={id}
          value={value}
          defaultChecked={defaultChecked}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : ids.error}
          className={mark}
        />
        <OptionText label={label} hint={hint} />
      </label>
    </div>
  );
}

function OptionText({ label, hint }: { label: ReactNode; hint?: ReactNode }) {
  return (
    <span className="min-w-0">
      <span className="block">{label}</span>
      {hint !== undefined && <span className="block text-sm text-ink-soft">{hint}</span>}
    </span>
  );
}
