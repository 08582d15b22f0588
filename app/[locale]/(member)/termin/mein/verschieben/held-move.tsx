import { getTranslations } from 'next-intl/server';
import { Presence } from '#components/booking/presence.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { readMove } from '#lib/booking/change/hold-move.ts';
import { choiceOf, timeInWords, to } from '../../offers.ts';
import { entryPath } from '../aim.ts';
import { checkPath } from './move-address.ts';

/** Whoever goes back to choose another time keeps the reserved one until then, is told so, and finds the way forward. */
export async function HeldMove({ right }: { right: ChangeRight }) {
  const move = await readMove(right);
  if (move === null) return null;
  const t = await getTranslations('changing.move');
  const { startsAt, center } = move.held;
  return (
    <Notice tone="info" title={t('held', { time: await timeInWords(startsAt, center.timeZone) })}>
      <Presence address={await to(`${entryPath}/anwesend`)} />
      <p>{t('heldText')}</p>
      <p>
        <a
          href={await to(checkPath(choiceOf(move.held), startsAt))}
          className="link inline-flex min-h-target items-center font-semibold"
        >
          {t('heldLink')}
        </a>
      </p>
    </Notice>
  );
}
