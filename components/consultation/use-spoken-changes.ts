'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { CallSnapshot } from './call-snapshot.ts';

/** The sentence to say aloud for the newest change in the room; one at a time, the last one wins. */
export function useSpokenChanges(call: CallSnapshot, otherName: string, unread: number): string {
  const t = useTranslations('consultation.call');
  const [sentence, setSentence] = useState('');
  const before = useRef<{ call: CallSnapshot; unread: number } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = { call, unread };
    if (last === null) return;
    const name = otherName;
    const was = last.call;
    if (call.status !== was.status) {
      if (call.status === 'connected') setSentence(t('connected', { name }));
      if (call.status === 'reconnecting') setSentence(t('reconnecting'));
      return;
    }
    if (call.status !== 'connected') return;
    if (call.remote !== null && was.remote === null) setSentence(t('arrived', { name }));
    else if (call.remote === null && was.remote !== null) setSentence(t('gone', { name }));
    else if (call.microphoneOn !== was.microphoneOn)
      setSentence(call.microphoneOn ? t('microphoneIsOn') : t('microphoneIsOff'));
    else if ((call.camera === null) !== (was.camera === null))
      setSentence(call.camera === null ? t('cameraIsOff') : t('cameraIsOn'));
    else if (call.sharing && !was.sharing) setSentence(t('sharing'));
    else if (call.remote?.screen && !was.remote?.screen) setSentence(t('screen', { name }));
    else if (unread > last.unread) setSentence(t('sound', { name }));
  }, [call, unread, otherName, t]);
  return sentence;
}
