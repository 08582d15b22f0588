'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { AdvisorState } from '#lib/consultation/schema.ts';
import { formatDay } from '#lib/platform/format-time.ts';
import { forgetVisitKeys } from './visit-store.ts';

/** The consultation is over; the browser forgets its keys. */
export function AdvisorClosing({ state, name, dayHref }: { state: AdvisorState; name: string; dayHref: string }) {
  const t = useTranslations('consultation.staffRoom');
  const locale = useLocale();
  const { consultationId, goneOn, timeZone } = state;
  useEffect(() => {
    document.getElementById('titel')?.focus();
    void forgetVisitKeys(`advisor:${consultationId}`).catch(() => undefined);
  }, [consultationId]);
  const day = formatDay({ epochMilliseconds: Date.parse(`${goneOn}T12:00:00Z`) }, timeZone, locale);
  const ordinary = ['advisor_ended', 'member_left', 'timed_out', null].includes(state.endReason);
  return (
    <div className="grid gap-6" data-testid="advisor-closing">
      <PageHeading lead={ordinary ? t('endedText', { name, day }) : t('endedRecorded', { name })}>
        {t('endedTitle')}
      </PageHeading>
      <ButtonRow>
        <LinkButton href={dayHref}>{t('back')}</LinkButton>
      </ButtonRow>
    </div>
  );
}
