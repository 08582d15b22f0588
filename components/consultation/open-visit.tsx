'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { formatClock, formatDayShort } from '#lib/platform/format-time.ts';
import { DeviceCheck } from './device-check.tsx';
import { CallUs } from './call-us.tsx';
import type { Phone } from './more-panel.tsx';
import { usePreview } from './use-preview.ts';

interface Early {
  opensAt: string;
  startsAt: string;
  advisor: string;
  timeZone: string;
}

type Refusal = { kind: 'notFound' | 'tooLate' | 'gone' | 'other' | 'offline' } | ({ kind: 'early' } & Early);

const refusalNames: Record<string, 'notFound' | 'tooLate' | 'gone' | 'offline'> = {
  'not-found': 'notFound',
  'too-late': 'tooLate',
  gone: 'gone',
  offline: 'offline',
};

async function post(token: string): Promise<Refusal | null> {
  try {
    const response = await fetch('/api/videoberatung/oeffnen', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (response.ok) return null;
    const problem = (await response.json()) as { title?: string } & Early;
    if (problem.title === 'too-early') return { ...problem, kind: 'early' };
    return { kind: refusalNames[problem.title ?? ''] ?? 'other' };
  } catch {
    return { kind: 'offline' };
  }
}

/** The link's token stands in the fragment, which no server and no scanner saw; only a press sends it. */
export function OpenVisit({ token, phone, onOpened }: { token: string | null; phone: Phone; onOpened: () => void }) {
  const t = useTranslations('consultation');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = useCallback(async () => {
    if (token === null) return;
    setBusy(true);
    const answer = await post(token);
    setBusy(false);
    if (answer === null) onOpened();
    else setRefusal(answer);
  }, [token, onOpened]);

  if (token === null) {
    return (
      <div className="grid gap-7">
        <PageHeading lead={t('open.noLinkText')}>{t('open.noLinkHeading')}</PageHeading>
        <ButtonRow>
          <CallUs phone={phone} />
        </ButtonRow>
      </div>
    );
  }
  if (refusal?.kind === 'early') return <TooEarly early={refusal} phone={phone} onTime={open} />;
  return (
    <div className="grid gap-7">
      <PageHeading lead={t('open.lead')}>{t('open.heading')}</PageHeading>
      {refusal !== null && (
        <Notice
          tone={refusal.kind === 'offline' || refusal.kind === 'other' ? 'caution' : 'info'}
          title={t(`refused.${refusal.kind}Title`)}
          role="alert"
        >
          <p>{t(`refused.${refusal.kind}Text`)}</p>
        </Notice>
      )}
      <ButtonRow>
        <Button busy={busy} busyLabel={t('open.busy')} onClick={() => void open()}>
          {refusal === null ? t('open.button') : t('refused.again')}
        </Button>
        {refusal !== null && <CallUs phone={phone} />}
      </ButtonRow>
    </div>
  );
}

/** The door is still closed: when it opens, and the check meanwhile. */
function TooEarly({ early, phone, onTime }: { early: Early; phone: Phone; onTime: () => Promise<void> }) {
  const t = useTranslations('consultation.refused');
  const check = useTranslations('consultation.check');
  const locale = useLocale();
  const preview = usePreview();
  const at = (iso: string) => ({ epochMilliseconds: Date.parse(iso) });
  useEffect(() => {
    // Asked rather than counted: the server's clock decides.
    const timer = setInterval(() => void onTime(), 20_000);
    return () => clearInterval(timer);
  }, [onTime]);
  return (
    <div className="grid gap-10">
      <div className="grid gap-6">
        <PageHeading
          lead={t('earlyText', {
            advisor: early.advisor,
            day: formatDayShort(at(early.startsAt), early.timeZone, locale),
            start: formatClock(at(early.startsAt), early.timeZone, locale),
          })}
        >
          {t('earlyTitle', { clock: formatClock(at(early.opensAt), early.timeZone, locale) })}
        </PageHeading>
        <ButtonRow>
          <CallUs phone={phone} />
        </ButtonRow>
      </div>
      <section aria-labelledby="pruefen" className="grid gap-5">
        <h2 id="pruefen" className="text-xl">
          {check('heading')}
        </h2>
        <DeviceCheck preview={preview} networkAddress={null} onNext={null} />
      </section>
    </div>
  );
}
