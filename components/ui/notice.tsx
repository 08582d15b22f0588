import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'info' | 'success' | 'caution' | 'danger';

const tones: Record<Tone, { icon: IconName; box: string; word: string }> = {
  info: { icon: 'info', box: 'bg-info-soft border-info', word: 'text-info' },
  success: { icon: 'success', box: 'bg-success-soft border-success', word: 'text-success' },
  caution: { icon: 'caution', box: 'bg-caution-soft border-caution', word: 'text-caution' },
  danger: { icon: 'danger', box: 'bg-danger-soft border-danger', word: 'text-danger' },
};

type NoticeProps = {
  tone: Tone;
  /** The word that says what the colour says; short. */
  title: string;
  children?: ReactNode;
  /** Spoken when it appears: `status` waits for a pause, `alert` does not. Leave out for what was there from the start. */
  role?: 'status' | 'alert';
};

/** Something to know, beside the thing it is about. Icon and words carry it; the colour only helps. */
export function Notice({ tone, title, children, role }: NoticeProps) {
  const look = tones[tone];
  return (
    <div role={role} className={classNames('flex max-w-form gap-3 rounded-md border border-l-4 px-4 py-3.5', look.box)}>
      <Icon name={look.icon} className={classNames('mt-[0.13em]', look.word)} />
      <div className="min-w-0">
        <p className={classNames('font-semibold', look.word)}>{title}</p>
        {children !== undefined && <div className="mt-1 grid gap-2">{children}</div>}
      </div>
    </div>
  );
}

/** A short fact about a row: state of an appointment, channel. */
export function Tag({ tone, icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const look =
    tone === undefined
      ? 'bg-sunken border-line text-ink'
      : classNames(tones[tone].box, tones[tone].word, 'border-current');
  const shown = icon ?? (tone === undefined ? undefined : tones[tone].icon);
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full border px-3 py-0.5 text-sm font-semibold',
        look,
      )}
    >
      {shown !== undefined && <Icon name={shown} />}
      {children}
    </span>
  );
}
