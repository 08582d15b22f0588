import type { ReactNode } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import { TakesFocus } from './takes-focus.tsx';

/** What was refused and what to do now, above everything else; takes the focus. Give it a `key` per attempt. */
export function RefusalNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <TakesFocus>
      <Notice tone="caution" title={title}>
        {children}
      </Notice>
    </TakesFocus>
  );
}
