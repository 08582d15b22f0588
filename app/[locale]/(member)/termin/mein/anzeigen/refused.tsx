import type { ReactNode } from 'react';
import { getTranslations } from 'next-intl/server';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { phoneInText } from '../../phone.tsx';
import type { ReadRefusal } from '../../refusal.ts';
import { TooMany } from '../../too-many.tsx';
import { ChangedMeanwhile } from '../changed-meanwhile.tsx';
import { NoMoreCodes } from '../no-more-codes.tsx';

/** What was pressed and did not happen, and why. Below stands how the appointment is. */
export async function Refused({ refusal }: { refusal: ReadRefusal | null }) {
  const [late, undo] = await Promise.all([getTranslations('changing.late'), getTranslations('changing.undo')]);
  const say = (title: string, text: ReactNode) =>
    refusal !== null && (
      <RefusalNotice key={refusal.attempt} title={title}>
        {text}
      </RefusalNotice>
    );
  switch (refusal?.kind) {
    case 'too-many':
      return <TooMany refusal={refusal} />;
    case 'no-more-codes':
      return <NoMoreCodes refusal={refusal} />;
    case 'not-late':
      return say(late('notOfferedTitle'), late.rich('notOfferedText', phoneInText));
    case 'not-undone':
      return refusal.why === 'time-gone'
        ? say(undo('goneTitle'), undo.rich('goneText', phoneInText))
        : say(undo('notCancelledTitle'), undo('notCancelledText'));
    // Why it cannot be changed stands below.
    case 'not-changeable':
    case 'changed-meanwhile':
      return <ChangedMeanwhile refusal={refusal} />;
    default:
      return null;
  }
}
