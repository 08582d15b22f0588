'use client';
import { useTranslations } from 'next-intl';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { CallUs } from './call-us.tsx';
import type { Phone } from './more-panel.tsx';
import type { RoomProblem } from './call-snapshot.ts';

interface CallProblemProps {
  problem: RoomProblem | 'tampered';
  /** The human whom a member can call; none for the advisor, who is one */
  phone: Phone | null;
  /** Of the other person */
  otherName: string;
  /** Tries once more from the start */
  onAgain: () => void;
}

const advisorTexts = {
  encryption: 'advisorText',
  tampered: 'advisorText',
  intruder: 'advisorIntruderText',
  elsewhere: 'elsewhereText',
  unsupported: 'advisorUnsupportedText',
} as const;

/** Why the room was left, what is safe, what next. Nothing of the call is shown meanwhile. */
export function CallProblem({ problem, phone, otherName, onAgain }: CallProblemProps) {
  const t = useTranslations('consultation.problem');
  const again = problem === 'elsewhere' ? t('elsewhereButton') : t('reconnect');
  return (
    <div data-testid={`problem-${problem}`} className="grid gap-6">
      <Notice tone={problem === 'elsewhere' ? 'info' : 'danger'} title={t(`${problem}Title`)} role="alert">
        <p>{phone === null ? t(advisorTexts[problem], { name: otherName }) : t(`${problem}Text`)}</p>
      </Notice>
      <ButtonRow>
        {problem !== 'intruder' && problem !== 'unsupported' && <Button onClick={onAgain}>{again}</Button>}
        {phone !== null && <CallUs phone={phone} />}
      </ButtonRow>
    </div>
  );
}
