'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useEscape } from './use-escape.ts';

interface EndQuestionProps {
  side: 'member' | 'advisor';
  otherName: string;
  onStay: () => void;
  /** @returns false when the wish did not arrive; camera and microphone are off all the same */
  onEnd: () => Promise<boolean>;
}

/** Asks once, in the place of the bar. */
export function EndQuestion({ side, otherName, onStay, onEnd }: EndQuestionProps) {
  const t = useTranslations('consultation.end');
  const heading = useRef<HTMLHeadingElement>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  useEscape(!busy && !failed, onStay);
  const end = async () => {
    if (busy) return;
    setBusy(true);
    // Else the state that follows shows the closing page.
    if (await onEnd()) return;
    setBusy(false);
    setFailed(true);
  };
  return (
    <section
      aria-labelledby="auflegen-titel"
      className="flex flex-wrap items-center justify-center gap-x-6 gap-y-3 border-t border-line bg-ground px-4 py-4"
    >
      <div className="min-w-[14em] max-sm:w-full">
        <h2 id="auflegen-titel" ref={heading} tabIndex={-1} className="text-lg">
          {t(`${side}Title`)}
        </h2>
        {failed ? (
          <p role="alert" className="font-semibold text-danger">
            {t('failed')}
          </p>
        ) : (
          <p className="text-ink-soft">{t(`${side}Text`, { name: otherName })}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-3 max-sm:w-full max-sm:[&>*]:w-full">
        <Button variant="danger" icon="hang-up" busy={busy} busyLabel={t('busy')} onClick={() => void end()}>
          {t(`${side}Confirm`)}
        </Button>
        {!failed && (
          <Button variant="secondary" onClick={onStay}>
            {t('stay')}
          </Button>
        )}
      </div>
    </section>
  );
}
