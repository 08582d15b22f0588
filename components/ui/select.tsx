import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { controlClass, Field, type FieldTexts } from './field.tsx';
import { Icon } from './icon.tsx';

type SelectProps = FieldTexts &
  Pick<ComponentProps<'select'>, 'defaultValue' | 'autoComplete'> & {
    name: string;
    id?: string;
    options: readonly { value: string; label: string }[];
  };

/** The browser's own list. For up to seven things to choose from, RadioGroup shows them all at once and is better. */
export function Select({ name, id = name, options, label, hint, error, optional, ...native }: SelectProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      {...(error !== undefined && { error })}
      {...(optional !== undefined && { optional })}
    >
      {(control) => (
        <span className="relative block">
          <select {...control} {...native} name={name} className={classNames(controlClass, 'appearance-none pr-12')}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" className="pointer-events-none absolute inset-y-0 right-3.5 my-auto" />
        </span>
      )}
    </Field>
  );
}
