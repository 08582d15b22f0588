import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink border-accent hover:bg-accent-strong hover:border-accent-strong',
  secondary: 'bg-surface text-accent border-edge hover:border-accent hover:bg-accent-soft',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
  danger: 'bg-surface text-danger border-danger hover:bg-danger-soft',
};

/** The look of a button, for what must be a button or a link by meaning. */
export function buttonClass(variant: ButtonVariant = 'primary', wide = false): string {
  return classNames(
    'inline-flex min-h-target items-center justify-center gap-2.5 rounded-md border px-6 py-2 text-center font-semibold',
    'cursor-pointer transition-colors duration-150 [.staff_&]:px-4 [.staff_&]:py-1',
    'aria-busy:cursor-progress',
    wide && 'w-full',
    looks[variant],
  );
}

/** What stands in a button: icon or turning mark, then the words. Busy words stand in for the usual ones. */
export function ButtonContent(props: {
  icon?: IconName | undefined;
  busy?: boolean;
  busyLabel?: string | undefined;
  children: ReactNode;
}) {
  return (
    <>
      {props.busy && <BusyMark />}
      {!props.busy && props.icon && <Icon name={props.icon} />}
      <span>{props.busy && props.busyLabel ? props.busyLabel : props.children}</span>
    </>
  );
}

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled'> & {
  variant?: ButtonVariant;
  icon?: IconName;
  /** Fills its column: main buttons on phones. */
  wide?: boolean;
  busy?: boolean;
  busyLabel?: string;
};

/**
 * A plain button (`type="button"` unless told otherwise). There is no disabled state on purpose: let people press and
 * tell them what is missing. In forms with a server action use SubmitButton.
 */
export function Button({ variant, icon, wide, busy = false, busyLabel, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} aria-busy={busy || undefined} className={buttonClass(variant, wide)}>
      <ButtonContent icon={icon} busy={busy} busyLabel={busyLabel}>
        {children}
      </ButtonContent>
    </button>
  );
}

type LinkButtonProps = Omit<ComponentProps<'a'>, 'className'> & {
  variant?: ButtonVariant;
  icon?: IconName;
  wide?: boolean;
};

/** A link that leads to the next step: looks like a button, is a link (opens in a new tab, needs no script). */
export function LinkButton({ variant, icon, wide, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={classNames(buttonClass(variant, wide), 'no-underline')}>
      <ButtonContent icon={icon}>{children}</ButtonContent>
    </a>
  );
}

/** Buttons of one step: the main one first, and across the whole width on a phone. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 max-sm:[&>*]:w-full [.staff_&]:gap-2">{children}</div>;
}

function BusyMark() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.5}
      strokeLinecap="round"
      aria-hidden="true"
      className="size-[1.15em] shrink-0 animate-turn"
    >
      <path d="M12 3.5a8.5 8.5 0 1 0 8.5 8.5" />
    </svg>
  );
}
