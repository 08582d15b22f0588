'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import type { DayEntry, DayGroup } from '#components/booking/day-entry.ts';
import { DayLine } from '#components/booking/day-line.tsx';
import { PersonAtHand, type PersonProps } from '#components/booking/person-at-hand.tsx';
import { useWaitingList } from '#components/consultation/use-waiting-list.ts';
import { WaitingPanel, type WaitingRow } from '#components/consultation/waiting-panel.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { NextStep } from './next-step.tsx';
import { useAdmission } from './use-admission.ts';
import { useOnline } from './use-online.ts';
import { useServerClock } from './use-server-clock.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface CockpitProps {
  entries: readonly DayEntry[];
  groups: readonly DayGroup[];
  person: PersonProps | undefined;
  /** The server's clock when the page was made, in milliseconds */
  madeAt: number;
  /** Only today has a now-line. */
  today: boolean;
  timeZone: string;
  /** Consultations in call by their appointment: the way back after a window was closed. */
  running: Readonly<Record<string, string>>;
  signInHref: string;
}

/** The advisor's day on one page: day line, person at hand, who waits. */
export function Cockpit(props: CockpitProps) {
  const { entries, groups, person, madeAt, today, timeZone, running } = props;
  const t = useTranslations('staff');
  const locale = useLocale();
  const list = useWaitingList();
  const online = useOnline();
  const heardAt = list.now === null ? madeAt : Math.max(Date.parse(list.now), madeAt);
  const now = useServerClock(heardAt);
  const clockOf = (at: number) => formatClock({ epochMilliseconds: at }, timeZone, locale);
  const members = useMemo(
    () =>
      list.members?.map((member): WaitingRow => {
        const startsAt = { epochMilliseconds: Date.parse(member.startsAt) };
        return { ...member, startClock: formatClock(startsAt, timeZone, locale) };
      }) ?? null,
    [list.members, timeZone, locale],
  );
  const roomHref = (consultationId: string) => localePath(locale, `/arbeitsplatz/videoberatung/${consultationId}`);
  const admission = useAdmission(list.admit, roomHref);
  const longest = members?.[0];
  useShortcuts({
    KeyE: () => longest !== undefined && admission.admit(longest),
    KeyW: () => document.getElementById('wartende-titel')?.focus(),
    KeyT: () => document.getElementById('tag-titel')?.focus(),
    KeyP: () => document.getElementById('person-name')?.focus(),
  });
  useWaitingInTitle(members?.length ?? 0);
  const waiting = useMemo(() => new Set(members?.map((member) => member.appointmentId)), [members]);
  const selectedRunning = person === undefined ? undefined : running[person.id];

  return (
    <>
      {members !== null && members.length > 0 && (
        <p className="mb-4 lg:hidden">
          <a className="link inline-flex min-h-target items-center gap-2 font-semibold" href="#wartende">
            <Icon name="person" />
            {t('waiting.summary', { count: members.length })}
          </a>
        </p>
      )}
      <div className="grid flex-1 content-start items-start gap-x-6 gap-y-8 lg:grid-cols-[17rem_minmax(0,1fr)_17rem] xl:grid-cols-[20rem_minmax(0,1fr)_20rem]">
        <section aria-labelledby="tag-titel">
          <h2 id="tag-titel" tabIndex={-1} className="mb-3 text-lg">
            {t('day.title')}
          </h2>
          <DayLine
            entries={entries}
            groups={groups}
            selectedId={person?.id}
            now={today ? now : null}
            nowClock={clockOf(now)}
            waiting={waiting}
          />
          {entries.length + groups.length === 0 && (
            <p className="mt-2 text-ink-soft">{t(today ? 'day.emptyToday' : 'day.empty')}</p>
          )}
        </section>
        <section aria-label={t('person.region')} className="min-w-0">
          {person === undefined ? (
            <EmptyState title={t('person.emptyTitle')}>{t('person.emptyText')}</EmptyState>
          ) : (
            <PersonAtHand {...person}>
              <NextStep
                person={person}
                past={person.endsAt <= now}
                waiting={members?.find((member) => member.appointmentId === person.id)}
                roomHref={selectedRunning === undefined ? undefined : roomHref(selectedRunning)}
                admission={admission}
              />
            </PersonAtHand>
          )}
        </section>
        <WaitingPanel
          members={members}
          line={online || list.line === 'gone' ? list.line : 'offline'}
          now={now}
          heardClock={clockOf(heardAt)}
          admitting={admission.admitting}
          failure={admission.failure}
          onAdmit={admission.admit}
          shortcut={{ shown: t('shortcutAdmit'), aria: 'Alt+Shift+E' }}
          signInHref={props.signInHref}
        />
      </div>
      <p className="mt-8 text-sm text-ink-soft max-lg:hidden">{t('shortcuts')}</p>
    </>
  );
}

/** "(2) Mein Tag": seen from another tab. */
function useWaitingInTitle(count: number): void {
  useEffect(() => {
    const plain = document.title.replace(/^\(\d+\) /, '');
    document.title = count === 0 ? plain : `(${count}) ${plain}`;
  }, [count]);
}
