import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { phoneInText } from '../phone.tsx';
import type { ReadRefusal } from '../refusal.ts';
import { TooMany } from '../too-many.tsx';

type DataNoticeProps = { refusal: ReadRefusal | null; extended: boolean /** End of the hold */; clock: string };

/** What became of a wish that is not about a field: a longer hold, one more code. */
export async function DataNotice({ refusal, extended, clock }: DataNoticeProps) {
  const [hold, code] = await Promise.all([getTranslations('booking.hold'), getTranslations('booking.code')]);
  if (refusal?.kind === 'too-many') return <TooMany refusal={refusal} />;
  if (refusal?.kind === 'not-extended') {
    return (
      <RefusalNotice key={refusal.attempt} title={hold('notExtended')}>
        {hold.rich('notExtendedText', { clock, ...phoneInText })}
      </RefusalNotice>
    );
  }
  if (refusal?.kind === 'no-more-codes') {
    return (
      <RefusalNotice key={refusal.attempt} title={code('noMoreTitle')}>
        {code.rich('noMoreText', phoneInText)}
      </RefusalNotice>
    );
  }
  if (refusal === null && extended) return <Notice tone="success" role="status" title={hold('extended', { clock })} />;
  return null;
}
