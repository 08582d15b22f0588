import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export type Column<T> = {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Figures stand right, in columns of equal digits. */
  numeric?: boolean;
  /** Address of the same page sorted by this column; the order it has now. */
  sort?: { href: string; order?: 'ascending' | 'descending' };
};

type TableProps<T> = {
  /** What the table shows; said before it is read. */
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Shown in the place of rows. */
  empty: ReactNode;
};

/** Rows of equal things. The head of a long one stays in view; a narrow screen scrolls inside, by keyboard too. The first column names the row. */
export function Table<T>({ caption, captionHidden = false, columns, rows, rowKey, empty }: TableProps<T>) {
  if (rows.length === 0) return empty;
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
      className={classNames(
        'overflow-auto rounded-md border border-line bg-surface',
        rows.length > 20 && 'max-h-[80dvh]',
      )}
    >
      <table className="w-full border-collapse text-left">
        <caption className={captionHidden ? 'unseen' : 'px-4 py-3 text-left text-ink-soft'}>{caption}</caption>
        <thead className="sticky top-0 bg-sunken">
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sort?.order}
                className={classNames(
                  'border-b border-line px-4 py-2.5 text-sm font-semibold whitespace-nowrap',
                  column.numeric && 'text-right',
                )}
              >
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowKey(row)} className="hover:bg-accent-soft">
              {columns.map((column, index) => (
                <Cell key={column.key} header={index === 0} numeric={column.numeric ?? false}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head<T>({ column }: { column: Column<T> }) {
  if (column.sort === undefined) return column.header;
  return (
    <a href={column.sort.href} className="link inline-flex items-center gap-1 text-ink">
      {column.header}
      {column.sort.order !== undefined && (
        <Icon name="chevron-down" className={column.sort.order === 'ascending' ? 'rotate-180' : ''} />
      )}
    </a>
  );
}

function Cell({ header, numeric, children }: { header: boolean; numeric: boolean; children: ReactNode }) {
  const look = classNames('px-4 py-2.5 align-top font-normal', numeric && 'text-right tabular-nums');
  if (!header) return <td className={look}>{children}</td>;
  return (
    <th scope="row" className={classNames(look, 'min-w-[9em] font-semibold')}>
      {children}
    </th>
  );
}
