import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { ContactFields } from '#components/booking/contact-fields.tsx';
import { DefaultPress } from '#components/booking/default-press.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { ButtonRow } from '#components/ui/button.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { findWaitingDays } from '#lib/booking/waiting-list/find-waiting-days.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { type ContactForm, readContactForm } from '#lib/booking/schema.ts';
import { offeredMedia } from '#lib/messaging/offered-media.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { readNow } from '#lib/platform/read-now.ts';
import { legalDay, Temporal } from '#lib/platform/time.ts';
import type { Query } from '../../address.ts';
import { browserToken } from '../../browser.ts';
import { offerOf } from '../../offers.ts';
import { chosenOnTheWay } from '../../on-the-way.ts';
import { phoneInText } from '../../phone.tsx';
import { ProvedNotice } from '../../proved-notice.tsx';
import { type ReadRefusal, readRefusal } from '../../refusal.ts';
import { stepTitle } from '../../titles.ts';
import { TooMany } from '../../too-many.tsx';
import { dataPath, fieldsOfQuery, readWaiting, refusedDaysPath, waitingFields } from '../address.ts';
import { daysInWords } from '../days-in-words.ts';
import { submitWaiting } from './actions.ts';

type Props = { searchParams: Promise<Query> };

const form = 'daten';
/** A press of the form that leads elsewhere and keeps what was typed. */
const press = (value: string) => ({ submit: { form, name: 'tun', value } });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting.data');
  return stepTitle(t('question'), stepNumber('data', true));
}

/** Whom we tell: the same that a booking asks, but what it is about. */
export default async function WaitingDataPage({ searchParams }: Props) {
  const [t, data, locale, token, query, refusal, now] = await Promise.all([
    getTranslations('waiting.data'),
    getTranslations('booking.data'),
    getLocale(),
    browserToken(),
    searchParams,
    readRefusal(),
    readNow(),
  ]);
  const href = (path: string) => localePath(locale, path);
  const address = readWaiting(fieldsOfQuery(query));
  const offer = address === null ? null : await offerOf(address);
  const possible = address === null ? null : await findWaitingDays(address);
  if (address === null || offer === null || possible === null) redirect(href('/termin'));
  const { days } = address;
  const inOrder = days === undefined ? [] : [possible.from, days.firstDay, days.lastDay, possible.to];
  const isWrong = inOrder.some((day, i) => i > 0 && Temporal.PlainDate.compare(inOrder[i - 1] ?? day, day) > 0);
  if (days === undefined || isWrong) redirect(href(refusedDaysPath(address, fieldsOfQuery(query)('bis')[0])));
  const typed = await readDraft(token);
  const { chosen, hasWays } = await chosenOnTheWay(address, offer);
  const kept = chosen.map((line) => ({ ...line, change: press(line.kind === 'topic' ? 'thema' : 'weg') }));
  return (
    <StepForm id={form} action={submitWaiting} address={href(dataPath(address))}>
      <DefaultPress name="tun" value="senden" />
      {waitingFields(address).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <BookingStep
        {...stepNumber('data', hasWays)}
        question={t('question')}
        lead={t('lead')}
        back={press('tage')}
        chosen={[...kept, { kind: 'time', value: await daysInWords(days), change: press('tage') }]}
      >
        {refusal === null ? <ProvedNotice query={query} step="data" /> : <Refused refusal={refusal} />}
        <ContactFields
          key={refusal?.attempt ?? 'first'}
          typed={typed}
          errors={refusal?.kind === 'contact' ? errorsOf(typed, now) : {}}
          channel={address.channel}
          concernDays={null}
          ways={offeredMedia()}
          byPhone={press('telefonisch')}
          waits
        />
        <div className="grid max-w-form gap-3">
          <ButtonRow>
            <SubmitButton name="tun" value="senden" busyLabel={t('sending')}>
              {t('submit')}
            </SubmitButton>
          </ButtonRow>
          <p className="text-ink-soft">
            {t('submitHint')}{' '}
            <a href={href('/datenschutz')} target="_blank" rel="noopener" className="link">
              {data('privacyLink')}
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

/** What is not about a field. */
async function Refused({ refusal }: { refusal: ReadRefusal }) {
  const [t, code] = await Promise.all([getTranslations('waiting.data'), getTranslations('waiting.code')]);
  if (refusal.kind === 'unknown-time')
    return (
      <RefusalNotice key={refusal.attempt} title={t('goneTitle')}>
        {t.rich('goneText', phoneInText)}
      </RefusalNotice>
    );
  if (refusal.kind === 'no-more-codes')
    return (
      <RefusalNotice key={refusal.attempt} title={code('noMoreTitle')}>
        {code.rich('noMoreText', phoneInText)}
      </RefusalNotice>
    );
  return <TooMany refusal={refusal} />;
}
