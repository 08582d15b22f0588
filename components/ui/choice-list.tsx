import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export type Choice = {
  /** What is sent (buttons, radios) … */
  value?: string;
  /** … or where it leads (links). */
  href?: string;
  label: ReactNode;
  /** A quieter line under the label: what it covers, who it is with. */
  detail?: ReactNode;
  /** At the right edge: duration, distance. */
  aside?: ReactNode;
};

type ChoiceListProps = {
  /** Heading of the list; `hidden` keeps it for ears when the page's heading says it already. */
  title: string;
  titleHidden?: boolean;
  choices: readonly Choice[];
  /**
   * `link`: each choice is an address. `button`: each sends the form around it with `name=value` at once.
   * `radio`: marks one, the form's own button sends it.
   */
  as: 'link' | 'button' | 'radio';
  /** Name of the form field (buttons and radios). */
  name?: string;
  chosen?: string | undefined;
};

const row =
  'flex w-full min-h-[64px] items-center gap-4 px-5 py-3 text-left text-ink no-underline transition-colors duration-150 max-sm:px-4 ' +
  'hover:bg-accent-soft focus-visible:relative focus-visible:z-10 focus-visible:outline-offset-0 [.staff_&]:min-h-[44px] [.staff_&]:px-4 [.staff_&]:py-1.5';

/** Large things to choose from, one a row: services, times, places. Whole rows can be pressed, with or without scripts. */
export function ChoiceList({ title, titleHidden = false, choices, as, name, chosen }: ChoiceListProps) {
  const titleId = `auswahl-${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
  return (
    <section aria-labelledby={titleId} className="max-w-form">
      <h2 id={titleId} className={titleHidden ? 'unseen' : 'mb-2.5 text-lg'}>
        {title}
      </h2>
      <ul className="divide-y divide-line overflow-clip rounded-md border border-edge bg-surface [overflow-clip-margin:8px]">
        {choices.map((choice) => (
          <li key={choice.value ?? choice.href} className="first:rounded-t-md last:rounded-b-md">
            <ChoiceRow
              choice={choice}
              as={as}
              name={name}
              chosen={choice.value !== undefined && choice.value === chosen}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChoiceRow({
  choice,
  as,
  name,
  chosen,
}: {
  choice: Choice;
  as: ChoiceListProps['as'];
  name: string | undefined;
  chosen: boolean;
}) {
  if (as === 'link') {
    return (
      <a href={choice.href} className={classNames(row, 'group')}>
        <ChoiceText {...choice} />
        <Go />
      </a>
    );
  }
  if (as === 'button') {
    return (
      <button type="submit" name={name} value={choice.value} className={classNames(row, 'group cursor-pointer')}>
        <ChoiceText {...choice} />
        <Go />
      </button>
    );
  }
  return (
    <label
      className={classNames(
        row,
        'cursor-pointer has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-focus',
      )}
    >
      <input
        type="radio"
        name={name}
        value={choice.value}
        defaultChecked={chosen}
        className="size-[1.2em] shrink-0 accent-accent outline-none"
      />
      <ChoiceText {...choice} />
    </label>
  );
}

function ChoiceText({ label, detail, aside }: Choice) {
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-6">
      <span className="min-w-0">
        <span className="block font-semibold">{label}</span>
        {detail !== undefined && <span className="block text-sm text-ink-soft">{detail}</span>}
      </span>
      {aside !== undefined && <span className="text-sm text-ink-soft tabular-nums">{aside}</span>}
    </span>
  );
}

function Go() {
  return (
    <Icon name="chevron-right" className="text-accent transition-transform duration-150 group-hover:translate-x-0.5" />
  );
}
