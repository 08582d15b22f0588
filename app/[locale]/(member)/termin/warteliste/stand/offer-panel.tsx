import { getLocale, getTranslations } from 'next-intl/server';
import { PlaceAddress } from '#components/booking/place-address.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { DescriptionList, type Row } from '#components/ui/card.tsx';
import { Countdown } from '#components/ui/countdown.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { OwnOffer, OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { timeInWords, to, wayInWords } from '../../offers.ts';
import { standingPath } from '../address.ts';
import { answerOffer } from './actions.ts';

/** The longest time to answer within one day, in minutes; over night none is counted down. */
const longestShown = 120;

/** A time that is this person's alone: what it is, until when, and the two answers. */
export async function OfferPanel({ offer, own }: { offer: OwnOffer; own: OwnWaiting }) {
  const [t, facts, common, locale] = await Promise.all([
    getTranslations('waiting.standing'),
    getTranslations('booking.done'),
    getTranslations('common'),
    getLocale(),
  ]);
  const { center, channel, startsAt, until, now, advisor } = offer;
  const { appointment, topics, minutes } = own;
  const rows: Row[] = [
    { term: t('when'), description: await timeInWords(startsAt, center.timeZone) },
    { term: facts('duration'), description: common('durationMinutes', { minutes }) },
    { term: t('what'), description: topics.map(({ name }) => name[locale]).join(', ') },
    { term: t('how'), description: await wayInWords({ channel }, undefined) },
  ];
  if (channel === 'on_site')
    rows.push({
      term: t('where'),
      description: (
        <PlaceAddress name={center.name} street={center.street} postcode={center.postcode} city={center.city} />
      ),
    });
  rows.push({ term: t('with'), description: advisor.label });
  return (
    <StepForm action={answerOffer} address={await to(standingPath)} className="grid gap-8">
      <input type="hidden" name="angebot" value={offer.id} />
      <div className="max-w-form border-y border-line py-3">
        <Countdown
          until={until.toString()}
          now={now.toString()}
          staticText={t('until', { time: await timeInWords(until, center.timeZone) })}
          minuteTexts={Array.from({ length: longestShown + 1 }, (_, minutes) => t('left', { minutes }))}
          overText={t('over')}
        />
      </div>
      <DescriptionList rows={rows} />
      {appointment !== null && (
        <p className="max-w-form">
          {t('insteadText', { time: await timeInWords(appointment.startsAt, appointment.timeZone) })}
        </p>
      )}
      <ButtonRow>
        <SubmitButton name="tun" value="annehmen" busyLabel={t('accepting')}>
          {t('accept')}
        </SubmitButton>
        <SubmitButton name="tun" value="ablehnen" variant="secondary" busyLabel={t('declining')}>
          {t('decline')}
        </SubmitButton>
      </ButtonRow>
    </StepForm>
  );
}
