import { getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import { entryPath } from './mein/aim.ts';
import { to } from './offers.ts';
import { phoneInText } from './phone.tsx';
import { entryPath as waitingEntryPath } from './warteliste/address.ts';

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

/** Whoever comes to book and has booked already, or waits for something to become free. */
export async function HaveAppointment() {
  const t = await getTranslations('changing.online');
  return (
    <div className="grid max-w-form gap-2">
      <p className="flex flex-wrap items-center gap-x-3">
        {t('have')}
        <a href={await to(entryPath)} className="link inline-flex min-h-target items-center">
          {t('haveLink')}
        </a>
      </p>
      <HaveEntry />
    </div>
  );
}

/** The way to one's entry on the waiting list for whoever has no link at hand. */
export async function HaveEntry() {
  const t = await getTranslations('waiting.have');
  return (
    <p className="flex max-w-form flex-wrap items-center gap-x-3">
      {t('question')}
      <a href={await to(waitingEntryPath)} className="link inline-flex min-h-target items-center">
        {t('link')}
      </a>
    </p>
  );
}
