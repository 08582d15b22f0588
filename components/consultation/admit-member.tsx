'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { AdvisorMemberView, AdvisorState } from '#lib/consultation/schema.ts';
import { sendCommand } from './send-command.ts';

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
            <Button
              variant="danger"
              onClick={() => void sendCommand(`/api/arbeitsplatz/videoberatung/${state.consultationId}/beenden`)}
            >
              {t('endNow')}
            </Button>
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
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const admit = async () => {
    setBusy(true);
    const answer = await sendCommand(`/api/arbeitsplatz/wartende/${member.participantId}/einlassen`);
    setFailed(!answer.ok);
    setBusy(false);
  };
  return (
    <Notice tone="success" title={t('waitingTitle', { name })} role="status">
      <p>{again ? t('admitAgain', { name }) : t('waitingText')}</p>
      {!member.present && <p>{t('awayText')}</p>}
      {failed && <p className="font-semibold text-danger">{t('refused')}</p>}
      <ButtonRow>
        <Button busy={busy} busyLabel={t('admitting')} onClick={() => void admit()}>
          {t('admit')}
        </Button>
      </ButtonRow>
    </Notice>
  );
}
