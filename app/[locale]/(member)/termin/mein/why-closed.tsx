import type { ReactNode } from 'react';
import { getTranslations } from 'next-intl/server';
import { Notice } from '#components/ui/notice.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { Temporal } from '#lib/platform/time.ts';
import { timeInWords } from '../offers.ts';
import { phoneInText } from '../phone.tsx';

/** Why an appointment cannot be changed online any more, what holds, and the phone. */
export async function WhyClosed({ own, now }: { own: OwnAppointment; now: Temporal.Instant }) {
  const t = await getTranslations('changing.closed');
  const { appointment, changeUntil, whyNotChangeable } = own;
  const [title, text] = await told();
  if (title === undefined) return null;
  return (
    <Notice tone="info" title={title}>
      <p>{text}</p>
    </Notice>
  );

  async function told(): Promise<[string?, ReactNode?]> {
    const isPast = Temporal.Instant.compare(appointment.endsAt, now) <= 0;
    switch (whyNotChangeable) {
      case 'too-late': {
        const time = await timeInWords(changeUntil, appointment.center.timeZone);
        return [t('tooLateTitle'), t.rich('tooLateText', { time, ...phoneInText })];
      }
      case 'begun':
        return isPast
          ? [t('pastTitle'), t.rich('pastText', phoneInText)]
          : [t('begunTitle'), t.rich('begunText', phoneInText)];
      case 'cancelled':
        return [t('cancelledTitle'), t.rich('cancelledText', phoneInText)];
      case null:
        return [];
    }
  }
}
