/** One row of the table of figures (PF4). */
export interface Figure {
  /** As in the table of figures to reach */
  what: string;
  against: string;
  ours: string;
  bare: string;
  /** What is compared with `reach`, in words */
  measured: string;
  reach: string;
  reached: boolean;
  /** Further figures of the same run */
  notes?: readonly string[];
  /** Said when it is not reached */
  wouldHaveToChange: string;
}

/** Rows that are measured together. Nothing is started before one of them is wanted. */
export interface Section {
  rows: readonly string[];
  /** @param wanted whether a row is asked for */
  measure: (wanted: (row: string) => boolean) => AsyncIterable<Figure>;
}

/** Rows of a table of Markdown that can be read as plain text as well. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['what', 'against', 'ours', 'bare', 'measured', 'reach', ''];
  const rows = figures.map(({ what, against, ours, bare, measured, reach, reached }) => [
    what,
    against,
    ours,
    bare,
    measured,
    reach,
    reached ? 'reached' : 'NOT REACHED',
  ]);
  const widths = head.map((name, column) => Math.max(name.length, 3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What stands below the table: further figures, and of each miss what would have to change. */
export function remarksOf(figures: readonly Figure[]): string {
  return figures
    .flatMap(({ what, notes = [], reached, wouldHaveToChange }) => [
      ...notes.map((note) => `- ${what}: ${note}`),
      ...(reached ? [] : [`- ${what}: NOT REACHED. ${wouldHaveToChange}`]),
    ])
    .join('\n');
}
