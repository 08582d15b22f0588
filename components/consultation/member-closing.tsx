'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { phoneTag } from '#components/ui/rich-text.tsx';
import type { MemberState } from '#lib/consultation/schema.ts';
import { formatDay } from '#lib/platform/format-time.ts';
import { CommandButton } from './command-button.tsx';
import type { MemberVisitProps } from './member-visit.tsx';
import { forgetVisitKeys } from './visit-store.ts';

/** What happened, what is deleted when, and how to go on. */
export function MemberClosing({ state, phone, homeHref, bookHref }: MemberVisitProps & { state: MemberState }) {
  const t = useTranslations('consultation.closing');
  const locale = useLocale();
  const { advisor, participantId } = state;
  const ended = state.state === 'ended';
  const kind = closingKind(state);
  useEffect(() => {
    document.getElementById('titel')?.focus();
    if (ended) void forgetVisitKeys(`member:${participantId}`).catch(() => undefined);
  }, [ended, participantId]);
  const day = formatDay({ epochMilliseconds: Date.parse(`${state.goneOn}T12:00:00Z`) }, state.timeZone, locale);
  return (
    <div className="grid gap-7" data-testid={`closing-${kind}`}>
      <PageHeading lead={t(`${kind}Text`, { advisor })}>{t(`${kind}Title`)}</PageHeading>
      <div className="prose-text">
        {kind !== 'recorded' && <p>{t('notRecorded')}</p>}
        <p>{t('deletion', { day })}</p>
        <p>{t.rich('questions', { phone: phoneTag(phone) })}</p>
      </div>
      <ButtonRow>
        {!ended && (
          <CommandButton
            address="/api/videoberatung/wieder-warten"
            busyLabel={t('backBusy')}
            failedText={t('backFailed')}
          >
            {kind === 'removed' ? t('bring') : t('back')}
          </CommandButton>
        )}
        {ended && (
          <LinkButton href={homeHref} variant="secondary">
            {t('home')}
          </LinkButton>
        )}
        {ended && (
          <LinkButton href={bookHref} variant="quiet">
            {t('newAppointment')}
          </LinkButton>
        )}
      </ButtonRow>
    </div>
  );
}

function closingKind({ state, endReason, phase }: MemberState): 'ended' | 'left' | 'removed' | 'timedOut' | 'recorded' {
  if (state !== 'ended') return phase === 'removed' ? 'removed' : 'left';
  if (endReason === 'timed_out') return 'timedOut';
  return endReason === 'advisor_ended' || endReason === 'member_left' || endReason === null ? 'ended' : 'recorded';
}
