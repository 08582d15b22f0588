/**
 * What the Enter key presses: the first button of a form. Stands before "back" and "longer", which are buttons of the
 * same form so that nothing typed is lost. Not for eyes, ears or the Tab key.
 */
export function DefaultPress({ name, value }: { name: string; value: string }) {
  return <button type="submit" name={name} value={value} tabIndex={-1} aria-hidden="true" className="unseen" />;
}
