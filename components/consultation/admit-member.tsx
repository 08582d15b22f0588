'use client';
import { useTranslations } from 'next-intl';
import { ButtonRow } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { AdvisorMemberView, AdvisorState } from '#lib/consultation/schema.ts';
import { CommandButton } from './command-button.tsx';

interface AdmitMemberProps {
  state: AdvisorState;
  name: string;
  /** Beside a running call only what needs doing is shown */
  inCall?: boolean;
}

/** Who waits at this consultation's door, and the button that lets them in. */
export function AdmitMember({ state, name, inCall = false }: AdmitMemberProps) {
  const t = useTranslations('consultation.staffRoom');
  const waiting = state.members.filter((member) => member.phase === 'waiting');
  const someoneIn = state.members.some((member) => member.phase === 'admitted');
  const left = !someoneIn && waiting.length === 0 && state.members.some((member) => member.phase === 'left');
  if (waiting.length > 0) {
    return (
      <div className="grid gap-3">
        {waiting.map((member) => (
          <Door key={member.participantId} member={member} name={name} again={state.state === 'in_call'} />
        ))}
      </div>
    );
  }
  if (left) {
    return (
      <Notice tone="info" title={t('leftTitle', { name })} role="status">
        <p>{t('leftText', { name })}</p>
        {!inCall && (
          <ButtonRow>
            <CommandButton
              variant="danger"
              address={`/api/arbeitsplatz/videoberatung/${state.consultationId}/beenden`}
              busyLabel={t('ending')}
              failedText={t('refused')}
            >
              {t('endNow')}
            </CommandButton>
          </ButtonRow>
        )}
      </Notice>
    );
  }
  if (inCall) return null;
  return <EmptyState title={t('nobodyTitle')}>{t('nobodyText', { name })}</EmptyState>;
}

function Door({ member, name, again }: { member: AdvisorMemberView; name: string; again: boolean }) {
  const t = useTranslations('consultation.staffRoom');
  return (
    <Notice tone="success" title={t('waitingTitle', { name })} role="status">
      <p>{again ? t('admitAgain', { name }) : t('waitingText')}</p>
      {!member.present && <p>{t('awayText')}</p>}
      <ButtonRow>
        <CommandButton
          address={`/api/arbeitsplatz/wartende/${member.participantId}/einlassen`}
          busyLabel={t('admitting')}
          failedText={t('refused')}
        >
          {t('admit')}
        </CommandButton>
      </ButtonRow>
    </Notice>
  );
}
