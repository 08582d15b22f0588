import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { hasHint, type Query } from '../../address.ts';
import { timeInWords } from '../../offers.ts';
import { phoneInText } from '../../phone.tsx';
import type { ReadRefusal } from '../../refusal.ts';

type StandingNoticeProps = { own: OwnWaiting; refusal: ReadRefusal | null; query: Query };

/** What became of the last press, or of the last offer. */
export async function StandingNotice({ own, refusal, query }: StandingNoticeProps) {
  const t = await getTranslations('waiting.standing');
  if (refusal?.kind === 'no-offer') {
    const [title, text] = {
      'offer-over': [t('overTitle'), t('overText')],
      'not-offered': [t('notOfferedTitle'), t('notOfferedText')],
      refused: [t('refusedTitle'), t.rich('refusedText', phoneInText)],
      'not-changeable': [t('notChangeableTitle'), t.rich('notChangeableText', phoneInText)],
    }[refusal.why] as [string, React.ReactNode];
    return (
      <RefusalNotice key={refusal.attempt} title={title}>
        {text}
      </RefusalNotice>
    );
  }
  // The address stays when the page is read again later: what happened since counts more than how one came.
  if (own.offer !== null) return null;
  if (own.lapsed === null && hasHint(query, 'eingetragen'))
    return (
      <Notice tone="success" role="status" title={t('joinedTitle')}>
        {t('joinedText')}
      </Notice>
    );
  if (own.lapsed?.state === 'declined' && hasHint(query, 'abgelehnt'))
    return (
      <Notice tone="success" role="status" title={t('declinedTitle')}>
        {t('lapsedText')}
      </Notice>
    );
  if (own.lapsed?.state !== 'expired') return null;
  const time = await timeInWords(own.lapsed.startsAt, own.lapsed.timeZone);
  return (
    <Notice tone="info" title={t('lapsedTitle', { time })}>
      {t('lapsedText')}
    </Notice>
  );
}
