import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { codeMinutes } from '#lib/identity/issue-one-time-code.ts';
import { hasHint, type Query } from '../../address.ts';
import { ProvedNotice } from '../../proved-notice.tsx';
import type { ReadRefusal } from '../../refusal.ts';
import { TooMany } from '../../too-many.tsx';

/** What became of the last press, where it is not about the digits that were typed. */
export async function AccessCodeNotice({ refusal, query }: { refusal: ReadRefusal | null; query: Query }) {
  const t = await getTranslations('changing.code');
  const ended = (text: string) =>
    refusal !== null && (
      <RefusalNotice key={refusal.attempt} title={t('endedTitle')}>
        {text}
      </RefusalNotice>
    );
  switch (refusal?.kind) {
    case undefined:
      return hasHint(query, 'neuer-code') ? (
        <Notice tone="success" role="status" title={t('resent')}>
          {t('resentText', { minutes: codeMinutes })}
        </Notice>
      ) : (
        <ProvedNotice query={query} step="accessCode" />
      );
    case 'code-used-up':
      return ended(t('usedUpText'));
    case 'code-expired':
      return ended(t('expiredText', { minutes: codeMinutes }));
    case 'no-code':
      return ended(t('noCodeText'));
    default:
      return <TooMany refusal={refusal ?? null} />;
  }
}
