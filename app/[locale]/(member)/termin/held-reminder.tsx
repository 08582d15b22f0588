import { getTranslations } from 'next-intl/server';
import { Presence } from '#components/booking/presence.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { browserToken } from './browser.ts';
import { timeInWords, to } from './offers.ts';

/** Whoever goes back keeps the reserved time, is told so, and finds the way forward again. */
export async function HeldReminder() {
  const hold = await readHold(await browserToken());
  if (hold === null) return null;
  const t = await getTranslations('booking.timePage');
  const { startsAt, center } = hold.appointment;
  return (
    <Notice tone="info" title={t('leadMove', { time: await timeInWords(startsAt, center.timeZone) })}>
      <Presence address={await to('/termin/anwesend')} />
      <p>
        <a href={await to('/termin/daten')} className="link inline-flex min-h-target items-center font-semibold">
          {t('keepHeld')}
        </a>
      </p>
    </Notice>
  );
}
