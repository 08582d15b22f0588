import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { boxClass, controlClass, Field, type FieldTexts } from './field.tsx';

type Native = Pick<
  ComponentProps<'input'>,
  | 'autoComplete'
  | 'autoCapitalize'
  | 'defaultValue'
  | 'inputMode'
  | 'maxLength'
  | 'spellCheck'
  | 'pattern'
  | 'placeholder'
>;

type TextFieldProps = FieldTexts &
  Native & {
    name: string;
    /** Where the error summary leads; the name unless told otherwise. */
    id?: string;
    type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'number';
    /** As wide as what is expected: a code is short, an address long. */
    width?: 'code' | 'short' | 'full';
  };

const widths = { code: 'max-w-[11em] text-lg tracking-[0.12em] tabular-nums', short: 'max-w-[15em]', full: '' };

/** One line of text. Put `noValidate` on the form: our messages say more than the browser's. */
export function TextField({
  name,
  id = name,
  type = 'text',
  width = 'full',
  label,
  hint,
  error,
  optional,
  ...native
}: TextFieldProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      {...(error !== undefined && { error })}
      {...(optional !== undefined && { optional })}
    >
      {(control) => (
        <input {...control} {...native} name={name} type={type} className={classNames(controlClass, widths[width])} />
      )}
    </Field>
  );
}

type TextAreaProps = FieldTexts &
  Pick<ComponentProps<'textarea'>, 'defaultValue' | 'maxLength' | 'rows' | 'spellCheck'> & {
    name: string;
    id?: string;
  };

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ name, id = name, rows = 4, label, hint, error, optional, ...native }: TextAreaProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      {...(error !== undefined && { error })}
      {...(optional !== undefined && { optional })}
    >
      {(control) => (
        <textarea
          {...control}
          {...native}
          name={name}
          rows={rows}
          className={classNames(boxClass, 'field-sizing-content min-h-[6.5em] py-2.5')}
        />
      )}
    </Field>
  );
}
