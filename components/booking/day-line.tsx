'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { classNames } from '#components/ui/class-names.ts';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { VisuallyHidden } from '#components/ui/unseen.tsx';
import { type DayEntry, type DayGroup, isOngoing, isPast, minutesUntil, nowIndex, placeGroups } from './day-entry.ts';

const channelIcons: Record<DayEntry['channel'], IconName> = { video: 'camera', phone: 'phone', on_site: 'place' };

const rowGrid = 'grid grid-cols-[3.2em_1fr] gap-x-3';

interface DayLineProps {
  /** Earliest first */
  entries: readonly DayEntry[];
  groups: readonly DayGroup[];
  selectedId: string | undefined;
  /** The server's clock in milliseconds; `null` on a day that is not today: then there is no now-line. */
  now: number | null;
  /** "9:42 Uhr" */
  nowClock: string;
  /** Appointments whose person is in the waiting room */
  waiting: ReadonlySet<string>;
}

/** The day from top to bottom, with a line where it is now. Longer breaks leave more room. */
export function DayLine({ entries, groups, selectedId, now, nowClock, waiting }: DayLineProps) {
  const places = placeGroups(entries, groups);
  const line = now === null ? -1 : nowIndex(entries, now);
  return (
    <ol>
      {entries.map((entry, index) => (
        <DayRow
          key={entry.id}
          entry={entry}
          before={entries[index - 1]}
          groups={places[index] ?? []}
          selected={entry.id === selectedId}
          now={now}
          waiting={waiting.has(entry.id)}
          nowClock={line === index ? nowClock : undefined}
        />
      ))}
      {places[entries.length]?.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
      {now !== null && line === entries.length && <NowLine clock={nowClock} next={undefined} now={now} />}
    </ol>
  );
}

interface DayRowProps {
  entry: DayEntry;
  before: DayEntry | undefined;
  /** Sessions that stand before it */
  groups: readonly DayGroup[];
  selected: boolean;
  now: number | null;
  waiting: boolean;
  /** Given: the now-line stands before this row. */
  nowClock: string | undefined;
}

function DayRow({ entry, before, groups, selected, now, waiting, nowClock }: DayRowProps) {
  const past = now !== null && isPast(entry, now);
  return (
    <>
      {nowClock !== undefined && now !== null && <NowLine clock={nowClock} next={entry} now={now} />}
      {groups.map((group) => (
        <GroupRow key={group.id} group={group} />
      ))}
      <li className={classNames(rowGrid, past && 'text-ink-soft')}>
        <div className={breakRoom(before, entry)}>
          <time className="block pt-[7px] text-right font-semibold">{entry.startClock}</time>
        </div>
        <div className={classNames('border-l-2 border-line pb-1.5 pl-3', breakRoom(before, entry))}>
          <Link
            href={entry.href}
            prefetch={false}
            scroll={false}
            aria-current={selected || undefined}
            className={classNames(
              'block rounded-md border px-3 py-1.5 text-current no-underline transition-colors duration-150',
              selected
                ? 'border-accent bg-accent-soft text-ink'
                : 'border-line bg-surface hover:border-edge hover:bg-accent-soft',
            )}
          >
            <RowContent entry={entry} now={now} waiting={waiting} />
          </Link>
        </div>
      </li>
    </>
  );
}

/** A session; whoever has a seat stands below it. */
function GroupRow({ group }: { group: DayGroup }) {
  const t = useTranslations('staff.day');
  const { service, taken, seats } = group;
  return (
    <li className={rowGrid}>
      <time className="block pt-2 text-right font-semibold">{group.startClock}</time>
      <div className="border-l-2 border-line px-3 pt-2 pb-1.5">
        <span className="flex items-start gap-2 font-semibold">
          <Icon name="person" className="mt-[0.15em] text-ink-soft" />
          <span className="min-w-0 wrap-anywhere">{t('group', { service, taken, seats })}</span>
        </span>
        <span className="block text-sm text-ink-soft">
          {t('until', { clock: group.endClock })}
          {taken === 0 && <> · {t('emptyGroup')}</>}
        </span>
      </div>
    </li>
  );
}

function RowContent({ entry, now, waiting }: { entry: DayEntry; now: number | null; waiting: boolean }) {
  const t = useTranslations('staff.day');
  const ongoing = now !== null && isOngoing(entry, now);
  return (
    <>
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1 font-semibold wrap-anywhere">{entry.name}</span>
        <Icon name={channelIcons[entry.channel]} className="mt-[0.15em] text-ink-soft" />
        <VisuallyHidden>{t(`channel.${entry.channel}`)}</VisuallyHidden>
      </span>
      <span className="block text-sm text-ink-soft">
        {t('until', { clock: entry.endClock })} · {entry.service}
      </span>
      {waiting && (
        <span className="mt-0.5 flex items-center gap-1.5 text-sm font-semibold text-accent">
          <Icon name="person" />
          {t('waiting')}
        </span>
      )}
      {entry.lateMinutes !== null && entry.state === 'confirmed' && !waiting && (
        <span className="mt-0.5 flex items-center gap-1.5 text-sm font-semibold text-caution">
          <Icon name="clock" />
          {t('late', { minutes: entry.lateMinutes })}
        </span>
      )}
      {ongoing && !waiting && (
        <span className="mt-0.5 flex items-center gap-1.5 text-sm font-semibold text-accent">
          <Icon name="clock" />
          {entry.endsAt > now ? t('left', { minutes: minutesUntil(entry.endsAt, now) }) : t('overdue')}
        </span>
      )}
      {entry.state !== 'confirmed' && entry.state !== 'in_service' && (
        <span className="mt-0.5 flex items-center gap-1.5 text-sm font-semibold">
          <Icon name={entry.state === 'no_show' ? 'close' : 'check'} />
          {t(`state.${entry.state}`)}
        </span>
      )}
    </>
  );
}

function NowLine({ clock, next, now }: { clock: string; next: DayEntry | undefined; now: number }) {
  const t = useTranslations('staff.day');
  const minutes = next === undefined ? undefined : minutesUntil(next.startsAt, now);
  return (
    <li className={rowGrid}>
      <span className="pt-1 text-right text-sm font-semibold text-accent">{t('now')}</span>
      <span className="border-l-2 border-line pt-0.5 pb-2">
        <span className="flex items-center">
          <span aria-hidden="true" className="-ml-[7px] size-3 shrink-0 rounded-full bg-accent" />
          <span aria-hidden="true" className="h-0.5 w-2 bg-accent" />
          <time className="rounded-full bg-accent px-2.5 py-0.5 text-sm font-semibold text-accent-ink">{clock}</time>
          <span aria-hidden="true" className="h-0.5 min-w-4 flex-1 bg-accent" />
        </span>
        {minutes !== undefined && minutes <= 180 && (
          <span className="block pt-1 pl-3 text-sm text-ink-soft">{t('nextIn', { minutes })}</span>
        )}
      </span>
    </li>
  );
}

/** Room above a row for the time without appointments before it. */
function breakRoom(before: DayEntry | undefined, entry: DayEntry): string {
  const minutes = before === undefined ? 0 : (entry.startsAt - before.endsAt) / 60_000;
  if (minutes >= 120) return 'pt-8';
  if (minutes >= 45) return 'pt-5';
  return '';
}
