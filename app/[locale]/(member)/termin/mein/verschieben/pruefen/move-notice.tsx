import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { hasHint, type Query } from '../../../address.ts';
import { phoneInText } from '../../../phone.tsx';
import type { ReadRefusal } from '../../../refusal.ts';
import { ChangedMeanwhile } from '../../changed-meanwhile.tsx';

type MoveNoticeProps = {
  refusal: ReadRefusal | null;
  query: Query;
  /** End of the hold */
  clock: string;
  /** "Die Zeit ist jetzt bis 9:42 Uhr reserviert" */
  extended: string;
};

/** What became of the last press on the page that shows what will be. */
export async function MoveNotice({ refusal, query, clock, extended }: MoveNoticeProps) {
  const [t, holds] = await Promise.all([getTranslations('changing.move'), getTranslations('booking.hold')]);
  switch (refusal?.kind) {
    case undefined:
      return hasHint(query, 'verlaengert') ? <Notice tone="success" role="status" title={extended} /> : null;
    case 'not-extended':
      return (
        <RefusalNotice key={refusal.attempt} title={holds('notExtended')}>
          {t.rich('notExtendedText', { clock, ...phoneInText })}
        </RefusalNotice>
      );
    case 'other-hold':
      return (
        <RefusalNotice key={refusal.attempt} title={t('replacedTitle')}>
          {t('replacedText')}
        </RefusalNotice>
      );
    default:
      return <ChangedMeanwhile refusal={refusal ?? null} />;
  }
}
