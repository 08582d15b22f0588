'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { Loading } from '#components/ui/loading.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { MemberState } from '#lib/consultation/schema.ts';
import { CallUs } from './call-us.tsx';
import { MemberCall } from './member-call.tsx';
import { MemberClosing } from './member-closing.tsx';
import type { Phone } from './more-panel.tsx';
import { OpenVisit } from './open-visit.tsx';
import { PrepareVisit } from './prepare-visit.tsx';
import { useLiveState } from './use-live-state.ts';
import { usePreview } from './use-preview.ts';
import { WaitingRoom } from './waiting-room.tsx';

export interface MemberVisitProps {
  phone: Phone;
  /** The browser has a visit already: after a reload one comes back to where one was */
  hasVisit: boolean;
  homeHref: string;
  bookHref: string;
}

/** The whole way of a member, in one page: link, devices, notice, waiting room, call, end. */
export function MemberVisit(props: MemberVisitProps) {
  const [token, setToken] = useState<string | null>(null);
  const [opened, setOpened] = useState(props.hasVisit);
  useEffect(() => {
    const read = () => setToken(/^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  // A link that was opened is asked about, even when the browser has an older visit.
  if (token !== null || !opened) {
    const done = () => {
      // The token has done its work and need not stand in the address.
      window.history.replaceState(null, '', window.location.pathname);
      setToken(null);
      setOpened(true);
    };
    return <OpenVisit key={token ?? 'none'} token={token} phone={props.phone} onOpened={done} />;
  }
  return <OpenedVisit {...props} />;
}

function OpenedVisit(props: MemberVisitProps) {
  const t = useTranslations('consultation');
  const { state, line } = useLiveState<MemberState>('/api/videoberatung/zustand');
  const preview = usePreview();
  const inCall = state?.state === 'in_call' && state.phase === 'admitted';
  const { stop } = preview;
  useEffect(() => {
    // The call takes the devices itself.
    if (inCall) stop();
  }, [inCall, stop]);
  if (state === null) {
    if (line !== 'gone') return <Loading word={t('open.busy')} wayOut={<CallUs phone={props.phone} />} />;
    return (
      <div className="grid gap-6">
        <PageHeading lead={t('closing.goneText')}>{t('closing.goneTitle')}</PageHeading>
        <ButtonRow>
          <CallUs phone={props.phone} />
        </ButtonRow>
      </div>
    );
  }
  if (state.state === 'ended' || state.phase === 'left' || state.phase === 'removed')
    return <MemberClosing {...props} state={state} />;
  if (!state.video) return <VideoUnavailable phone={props.phone} />;
  if (inCall) return <MemberCall state={state} phone={props.phone} />;
  if (!state.noticeConfirmed) return <PrepareVisit state={state} preview={preview} />;
  return <WaitingRoom state={state} line={line} preview={preview} phone={props.phone} />;
}

export function VideoUnavailable({ phone }: { phone: Phone }) {
  const t = useTranslations('consultation');
  return (
    <div className="grid gap-6">
      <PageHeading>{t('title')}</PageHeading>
      <Notice tone="caution" title={t('unavailable.title')}>
        <p>{t('unavailable.text', { phone: phone.display })}</p>
      </Notice>
      <ButtonRow>
        <CallUs phone={phone} />
      </ButtonRow>
    </div>
  );
}
