/** Rows of two columns in a frame, for the end of the start. */
export function framed(rows: [string, string][]): string {
  const left = Math.max(...rows.map(([name]) => name.length));
  const right = Math.max(...rows.map(([, value]) => value.length));
  const line = (start: string, middle: string, end: string): string =>
    `${start}${'─'.repeat(left + 2)}${middle}${'─'.repeat(right + 2)}${end}`;
  const body = rows.map(([name, value]) => `│ ${name.padEnd(left)} │ ${value.padEnd(right)} │`);
  return [line('┌', '┬', '┐'), ...body, line('└', '┴', '┘')].join('\n');
}
