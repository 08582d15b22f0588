import type { FormError } from './error-summary.tsx';

/** The error of one field, to be spread onto it: `{...errorOf(errors, 'vorname')}`. */
export function errorOf(errors: readonly FormError[], fieldId: string): { error?: string } {
  const found = errors.find((error) => error.fieldId === fieldId);
  return found === undefined ? {} : { error: found.text };
}
