'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Icon } from '#components/ui/icon.tsx';
import { Loading, Skeleton } from '#components/ui/loading.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { LiveRegion } from '#components/ui/unseen.tsx';
import type { WaitingMember } from '#lib/consultation/schema.ts';
import { changesBetween, steadyRows, type SteadyRow } from './steady-rows.ts';
import type { Line } from './use-live-state.ts';

export type WaitingRow = WaitingMember & {
  /** "9:30 Uhr" */
  startClock: string;
};

interface WaitingPanelProps {
  /** Longest waiting first; `null` until the server said so for the first time. The same array until something changes. */
  members: readonly WaitingRow[] | null;
  line: Line;
  /** The server's clock in milliseconds */
  now: number;
  /** When the shown state was last heard of: "9:42 Uhr" */
  heardClock: string;
  /** Whose admission is under way */
  admitting: string | null;
  /** Why the last admission failed, at whose row */
  failure: { participantId: string; text: string } | null;
  onAdmit: (row: WaitingRow) => void;
  /** "Alt+Umschalt+E", for the title of the first button */
  shortcut: { shown: string; aria: string };
  signInHref: string;
}

/** Everybody who waits for this advisor, longest first, minutes counting. */
export function WaitingPanel(props: WaitingPanelProps) {
  const t = useTranslations('staff.waiting');
  const { list, held } = useHeld();
  const rows = useSteadyRows(props.members, held);
  const spoken = useSpokenChanges(props.members);
  const first = rows.find((row) => !row.gone)?.participantId;
  return (
    <section aria-labelledby="wartende-titel" id="wartende" className="grid content-start gap-3">
      <h2 id="wartende-titel" tabIndex={-1} className="text-lg">
        {t('title')}
      </h2>
      <LiveRegion>{spoken}</LiveRegion>
      <LineState line={props.line} heardClock={props.heardClock} signInHref={props.signInHref} />
      {props.members === null && props.line !== 'gone' && (
        <Loading word={t('loading')} wayOut={t('loadingLong')}>
          <Skeleton lines={2} />
        </Loading>
      )}
      {props.members !== null && rows.length === 0 && <NobodyWaits />}
      {rows.length > 0 && (
        <ul ref={list} className="grid gap-2">
          {rows.map((row) => (
            <WaitingItem
              key={row.participantId}
              row={row}
              first={row.participantId === first}
              panel={props}
              failure={props.failure?.participantId === row.participantId ? props.failure.text : undefined}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface WaitingItemProps {
  row: SteadyRow<WaitingRow>;
  first: boolean;
  panel: WaitingPanelProps;
  failure: string | undefined;
}

function WaitingItem({ row, first, panel, failure }: WaitingItemProps) {
  const t = useTranslations('staff.waiting');
  const minutes = Math.max(0, Math.floor((panel.now - Date.parse(row.waitingSince)) / 60_000));
  const shortcut = first
    ? { title: t('admitTitle', { shortcut: panel.shortcut.shown }), 'aria-keyshortcuts': panel.shortcut.aria }
    : {};
  return (
    <li
      className={classNames(
        'grid animate-[appear_200ms_both] gap-2.5 rounded-lg border bg-surface p-3.5',
        first ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-semibold wrap-anywhere">{row.name}</p>
          <p className="text-sm text-ink-soft">{t('appointmentAt', { clock: row.startClock })}</p>
        </div>
        {!row.gone && (
          <p className="shrink-0 text-right leading-tight">
            <span className="text-sm text-ink-soft">{t('since')}</span>
            <span className="block font-semibold tabular-nums">{t('minutes', { minutes })}</span>
          </p>
        )}
      </div>
      {row.gone && <Fact icon="close">{t('gone')}</Fact>}
      {!row.gone && !row.present && <Fact icon="caution">{t('away')}</Fact>}
      {failure !== undefined && (
        <p role="alert" className="flex gap-2 text-sm font-semibold text-danger">
          <Icon name="danger" className="mt-[0.1em]" />
          {failure}
        </p>
      )}
      {!row.gone && (
        <Button
          variant={first ? 'primary' : 'secondary'}
          icon="camera"
          wide
          busy={panel.admitting === row.participantId}
          busyLabel={t('admitting')}
          aria-label={t('admitLabel', { name: row.name })}
          onClick={() => panel.onAdmit(row)}
          {...shortcut}
        >
          {t('admit')}
        </Button>
      )}
    </li>
  );
}

function Fact({ icon, children }: { icon: 'close' | 'caution'; children: ReactNode }) {
  return (
    <p className="flex gap-2 text-sm text-ink-soft">
      <Icon name={icon} className="mt-[0.1em]" />
      {children}
    </p>
  );
}

function NobodyWaits() {
  const t = useTranslations('staff.waiting');
  return (
    <div className="rounded-lg border border-dashed border-edge p-4">
      <p className="font-semibold">{t('emptyTitle')}</p>
      <p className="mt-0.5 text-sm text-ink-soft">{t('emptyText')}</p>
    </div>
  );
}

function LineState({ line, heardClock, signInHref }: { line: Line; heardClock: string; signInHref: string }) {
  const t = useTranslations('staff.waiting');
  if (line === 'offline') {
    return (
      <Notice tone="caution" title={t('offlineTitle')} role="alert">
        <p>{t('offlineText', { clock: heardClock })}</p>
      </Notice>
    );
  }
  if (line === 'gone') {
    return (
      <Notice tone="danger" title={t('signedOutTitle')} role="alert">
        <p>{t('signedOutText')}</p>
        <p>
          <a className="link" href={signInHref}>
            {t('signInAgain')}
          </a>
        </p>
      </Notice>
    );
  }
  return null;
}

/** Rows that keep their places while `held`; follows new states in the render that brings them. */
function useSteadyRows(members: readonly WaitingRow[] | null, held: boolean): SteadyRow<WaitingRow>[] {
  const [seen, setSeen] = useState(() => ({ members, held, rows: steadyRows([], members ?? [], false) }));
  if (seen.members === members && seen.held === held) return seen.rows;
  const rows = steadyRows(seen.rows, members ?? [], held);
  setSeen({ members, held, rows });
  return rows;
}

/** Whether pointer or keyboard are on an element: then nothing in it may move. */
function useHeld(): { list: RefObject<HTMLUListElement | null>; held: boolean } {
  const list = useRef<HTMLUListElement>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const look = () => {
      const element = list.current;
      setHeld(element !== null && (element.matches(':hover') || element.contains(document.activeElement)));
    };
    const events = ['pointerover', 'focusin', 'focusout'] as const;
    // A focus that goes is still there while it goes.
    const lookSoon = () => setTimeout(look);
    for (const event of events) document.addEventListener(event, lookSoon);
    document.documentElement.addEventListener('pointerleave', lookSoon);
    return () => {
      for (const event of events) document.removeEventListener(event, lookSoon);
      document.documentElement.removeEventListener('pointerleave', lookSoon);
    };
  }, []);
  return { list, held };
}

/** Says who came or left since the last state; nothing for those who were there when the page came. */
function useSpokenChanges(members: readonly WaitingRow[] | null): string {
  const t = useTranslations('staff.waiting');
  const [heard, setHeard] = useState<{ members: readonly WaitingRow[] | null; text: string }>({ members, text: '' });
  if (members !== heard.members) {
    const { came, left } =
      heard.members === null || members === null ? { came: [], left: [] } : changesBetween(heard.members, members);
    const text = [
      ...came.map((row) => t('spokenCame', { name: row.name })),
      ...left.map((row) => t('spokenLeft', { name: row.name })),
    ].join(' ');
    setHeard({ members, text: text === '' ? heard.text : text });
  }
  return heard.text;
}
