import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { codeMinutes } from '#lib/identity/issue-one-time-code.ts';
import { hasHint, type Query } from '../../address.ts';
import { phoneInText } from '../../phone.tsx';
import type { ReadRefusal } from '../../refusal.ts';
import { TooMany } from '../../too-many.tsx';

/** What became of the last press, where it is not about the code that was typed. */
export async function WaitingCodeNotice({ refusal, query }: { refusal: ReadRefusal | null; query: Query }) {
  const t = await getTranslations('waiting.code');
  if (refusal === null)
    return hasHint(query, 'neuer-code') ? (
      <Notice tone="success" role="status" title={t('resent')}>
        {t('resentText', { minutes: codeMinutes })}
      </Notice>
    ) : null;
  if (refusal.kind === 'code-used-up' || refusal.kind === 'code-expired')
    return (
      <RefusalNotice key={refusal.attempt} title={t('endedTitle')}>
        {t('endedText')}
      </RefusalNotice>
    );
  if (refusal.kind === 'no-more-codes')
    return (
      <RefusalNotice key={refusal.attempt} title={t('noMoreTitle')}>
        {t.rich('noMoreText', phoneInText)}
      </RefusalNotice>
    );
  return <TooMany refusal={refusal} />;
}
