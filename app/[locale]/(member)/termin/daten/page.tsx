import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { ContactFields } from '#components/booking/contact-fields.tsx';
import { DefaultPress } from '#components/booking/default-press.tsx';
import { HoldNotice } from '#components/booking/hold-notice.tsx';
import { Presence } from '#components/booking/presence.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { ButtonRow } from '#components/ui/button.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { concernDays } from '#lib/booking/policy.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { type ContactForm, readContactForm } from '#lib/booking/schema.ts';
import { offeredMedia } from '#lib/messaging/offered-media.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalDay, type Temporal } from '#lib/platform/time.ts';
import { hasHint, type Query } from '../address.ts';
import { browserToken, rememberedChoice } from '../browser.ts';
import { chosenSoFar } from '../chosen.ts';
import { HoldGone } from '../hold-gone.tsx';
import { NoCookie } from '../no-cookie.tsx';
import { ProvedNotice } from '../proved-notice.tsx';
import { readRefusal } from '../refusal.ts';
import { stepTitle } from '../titles.ts';
import { submitData } from './actions.ts';
import { DataNotice } from './data-notice.tsx';

type Props = { searchParams: Promise<Query> };

const form = 'daten';
/** A press of the form that leads elsewhere and keeps what was typed. */
const press = (value: string) => ({ submit: { form, name: 'tun', value } });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.data');
  return stepTitle(t('question'), stepNumber('data', true));
}

/** Fourth question: who. Nothing typed is lost, whatever is pressed. */
export default async function DataPage({ searchParams }: Props) {
  const [t, locale, token, query, refusal] = await Promise.all([
    getTranslations('booking.data'),
    getLocale(),
    browserToken(),
    searchParams,
    readRefusal(),
  ]);
  const hold = await readHold(token);
  if (hold === null) {
    if (token === null && hasHint(query, 'reserviert')) return <NoCookie />;
    if ((await rememberedChoice()) === null) redirect(localePath(locale, '/termin'));
    return <HoldGone />;
  }
  const typed = await readDraft(token);
  const clock = formatClock(hold.expiresAt, hold.appointment.center.timeZone, locale);
  const { chosen, hasWays } = await chosenSoFar(hold.appointment, {
    topic: press('thema'),
    way: press('weg'),
    time: press('zeit'),
  });
  return (
    <StepForm id={form} action={submitData} address={localePath(locale, '/termin/daten')}>
      <DefaultPress name="tun" value="senden" />
      <BookingStep
        {...stepNumber('data', hasWays)}
        question={t('question')}
        lead={t('lead')}
        back={press('zeit')}
        chosen={chosen}
      >
        <Presence address={localePath(locale, '/termin/anwesend')} />
        <HoldNotice
          until={hold.expiresAt.toString()}
          now={hold.now.toString()}
          clock={clock}
          {...(hold.extensionsLeft > 0 && { extend: { name: 'tun', value: 'laenger' } })}
        />
        {refusal === null && <ProvedNotice query={query} step="data" />}
        <DataNotice refusal={refusal} extended={hasHint(query, 'verlaengert')} clock={clock} />
        <ContactFields
          key={refusal?.attempt ?? 'first'}
          typed={typed}
          errors={refusal?.kind === 'contact' ? errorsOf(typed, hold.now) : {}}
          channel={hold.appointment.channel}
          concernDays={concernDays}
          ways={offeredMedia()}
          byPhone={press('telefonisch')}
        />
        <div className="grid max-w-form gap-3">
          <ButtonRow>
            <SubmitButton name="tun" value="senden" busyLabel={t('sending')}>
              {t('submit')}
            </SubmitButton>
          </ButtonRow>
          <p className="text-ink-soft">
            {t('submitHint')}{' '}
            <a href={localePath(locale, '/datenschutz')} target="_blank" rel="noopener" className="link">
              {t('privacyLink')}
            </a>
          </p>
        </div>
      </BookingStep>
    </StepForm>
  );
}

/** The same reading that refused the post, on what it left in the draft. */
function errorsOf(typed: ContactForm, now: Temporal.Instant) {
  const read = readContactForm(typed, legalDay(now), offeredMedia());
  return read.ok ? {} : read.errors;
}
