import { getTranslations } from 'next-intl/server';
import { phoneInText } from './phone.tsx';

/** Something came up: a human and the booking code. */
export async function ChangeByPhone() {
  const t = await getTranslations('booking.done');
  return (
    <section aria-labelledby="dazwischen" className="max-w-form">
      <h2 id="dazwischen" className="text-xl">
        {t('changeTitle')}
      </h2>
      <p className="mt-2">{t.rich('changeText', phoneInText)}</p>
    </section>
  );
}
