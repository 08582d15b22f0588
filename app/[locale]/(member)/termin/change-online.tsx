import { getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import { entryPath } from './mein/aim.ts';
import { to } from './offers.ts';
import { phoneInText } from './phone.tsx';

/** Something came up: the pages to change an appointment, or a human and the booking code. */
export async function ChangeOnline() {
  const t = await getTranslations('changing.online');
  return (
    <section aria-labelledby="dazwischen" className="max-w-form">
      <h2 id="dazwischen" className="text-xl">
        {t('title')}
      </h2>
      <p className="mt-2">{t('text')}</p>
      <p className="mt-4 print:hidden">
        <LinkButton href={await to(entryPath)} variant="secondary">
          {t('link')}
        </LinkButton>
      </p>
      <p className="mt-4">{t.rich('orCall', phoneInText)}</p>
    </section>
  );
}

/** Whoever comes to book and has booked already. */
export async function HaveAppointment() {
  const t = await getTranslations('changing.online');
  return (
    <p className="flex max-w-form flex-wrap items-center gap-x-3">
      {t('have')}
      <a href={await to(entryPath)} className="link inline-flex min-h-target items-center">
        {t('haveLink')}
      </a>
    </p>
  );
}
