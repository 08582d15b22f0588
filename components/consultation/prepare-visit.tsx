'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { MemberState } from '#lib/consultation/schema.ts';
import { formatDay } from '#lib/platform/format-time.ts';
import { DeviceCheck } from './device-check.tsx';
import { sendCommand } from './send-command.ts';
import type { Preview } from './use-preview.ts';

/** Before the waiting room: the devices, then the one thing to confirm. */
export function PrepareVisit({ state, preview }: { state: MemberState; preview: Preview }) {
  const t = useTranslations('consultation.check');
  const [checked, setChecked] = useState(false);
  useEffect(() => {
    if (checked) document.getElementById('titel')?.focus();
  }, [checked]);
  if (checked) return <RecordingNotice state={state} />;
  return (
    <div className="grid gap-7">
      <PageHeading lead={t('lead')}>{t('heading')}</PageHeading>
      <DeviceCheck preview={preview} networkAddress="/api/videoberatung/leitung" onNext={() => setChecked(true)} />
    </div>
  );
}

/** VC4 */
function RecordingNotice({ state }: { state: MemberState }) {
  const t = useTranslations('consultation');
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const answer = await sendCommand('/api/videoberatung/hinweis');
    setFailed(!answer.ok);
    // Else the next state shows the waiting room.
    if (!answer.ok) setBusy(false);
  };
  const day = formatDay({ epochMilliseconds: Date.parse(`${state.goneOn}T12:00:00Z`) }, state.timeZone, locale);
  return (
    <div className="grid gap-7">
      <PageHeading lead={t('notice.lead')}>{t('notice.heading')}</PageHeading>
      <div className="prose-text">
        <p>{t('notice.text')}</p>
        <p>{t('notice.privacy', { day })}</p>
      </div>
      {failed && (
        <Notice tone="caution" title={t('refused.otherTitle')} role="alert">
          <p>{t('refused.otherText')}</p>
        </Notice>
      )}
      <ButtonRow>
        <Button busy={busy} busyLabel={t('notice.busy')} onClick={() => void confirm()}>
          {t('notice.confirm')}
        </Button>
      </ButtonRow>
    </div>
  );
}
