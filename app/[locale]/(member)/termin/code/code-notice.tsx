import type { ReactNode } from 'react';
import { getLocale, getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Hold } from '#lib/booking/hold/read-hold.ts';
import { codeMinutes } from '#lib/identity/issue-one-time-code.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { hasHint, type Query } from '../address.ts';
import { phoneInText } from '../phone.tsx';
import type { ReadRefusal } from '../refusal.ts';
import { TooMany } from '../too-many.tsx';

type CodeNoticeProps = { refusal: ReadRefusal | null; query: Query; hold: Hold };

/** What became of the last press, where it is not about the code that was typed. */
export async function CodeNotice({ refusal, query, hold }: CodeNoticeProps) {
  const [t, holds, locale] = await Promise.all([
    getTranslations('booking.code'),
    getTranslations('booking.hold'),
    getLocale(),
  ]);
  const clock = formatClock(hold.expiresAt, hold.appointment.center.timeZone, locale);
  if (refusal === null) {
    if (hasHint(query, 'neuer-code')) {
      return (
        <Notice tone="success" role="status" title={t('resent')}>
          {t('resentText', { minutes: codeMinutes })}
        </Notice>
      );
    }
    return hasHint(query, 'verlaengert') ? (
      <Notice tone="success" role="status" title={holds('extended', { clock })} />
    ) : null;
  }
  if (refusal.kind === 'too-many') return <TooMany refusal={refusal} />;
  const [title, text] = told();
  if (title === undefined) return null;
  return (
    <RefusalNotice key={refusal.attempt} title={title}>
      {text}
    </RefusalNotice>
  );

  function told(): [string?, ReactNode?] {
    switch (refusal?.kind) {
      case 'code-used-up':
        return [t('usedUpTitle'), t('usedUpText')];
      case 'code-expired':
        return [t('usedUpTitle'), t('expiredText')];
      case 'no-more-codes':
        return [t('noMoreTitle'), t.rich('noMoreText', phoneInText)];
      case 'not-extended':
        return [holds('notExtended'), holds.rich('notExtendedText', { clock, ...phoneInText })];
      default:
        return [];
    }
  }
}
