import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { WaitingDaysFields } from '#components/booking/waiting-days-fields.tsx';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { findWaitingDays } from '#lib/booking/waiting-list/find-waiting-days.ts';
import { formatDate } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { Temporal } from '#lib/platform/time.ts';
import { hasHint, type Query, timesPath, topicsPath } from '../address.ts';
import { offerOf } from '../offers.ts';
import { chosenOnTheWay } from '../on-the-way.ts';
import { stepTitle } from '../titles.ts';
import { fieldsOfQuery, readWaiting, waitingFields } from './address.ts';
import { untilOptions } from './until-options.ts';

type Props = { searchParams: Promise<Query> };

/** What the form asks itself; all else of the address goes along. */
const asked = ['ab', 'bis', 'tageszeit', 'ort', 'mit'];

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, query] = await Promise.all([getTranslations('waiting.days'), searchParams]);
  return stepTitle(t('question'), stepNumber('time', true), hasHint(query, 'tage'));
}

/** Which days, which part of the day, where and with whom (BK8). Nothing about a person: the answer is an address. */
export default async function WaitingDaysPage({ searchParams }: Props) {
  const [t, common, locale, query] = await Promise.all([
    getTranslations('waiting.days'),
    getTranslations('common'),
    getLocale(),
    searchParams,
  ]);
  const href = (path: string) => localePath(locale, path);
  const address = readWaiting(fieldsOfQuery(query));
  const offer = address === null ? null : await offerOf(address);
  const possible = address === null ? null : await findWaitingDays(address);
  if (address === null || offer === null || possible === null) redirect(href(topicsPath(null)));
  const { chosen, hasWays } = await chosenOnTheWay(address, offer);
  const refused = hasHint(query, 'tage');
  const center = offer.centers.find(({ slug }) => slug === address.center);
  const { days, ...choice } = address;
  const latest = earlier(days?.lastDay ?? possible.to, possible.to);
  const error = t('refused', { day: formatDate(latest, locale) });
  return (
    <BookingStep
      {...stepNumber('time', hasWays)}
      question={t('question')}
      lead={t('lead')}
      back={{ href: href(timesPath({ ...choice })) }}
      chosen={chosen}
    >
      <ErrorSummary title={common('errorSummaryTitle')} errors={refused ? [{ fieldId: 'ab', text: error }] : []} />
      <form action={href('/termin/warteliste/daten')} method="get" className="grid gap-8">
        {waitingFields(choice)
          .filter(([name]) => !asked.includes(name))
          .map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
        <WaitingDaysFields
          until={await untilOptions(possible, t('untilMax'))}
          from={{ value: (days?.firstDay ?? possible.from).toString() }}
          chosen={{ until: fieldsOfQuery(query)('bis')[0], part: address.partOfDay }}
          error={refused ? error : undefined}
        />
        {center !== undefined && offer.centers.length > 1 && (
          <RadioGroup
            name="ort"
            label={t('place')}
            options={[
              { value: center.slug, label: t('placeOnly', { center: center.name }) },
              { value: '', label: t('placeAny') },
            ]}
            defaultValue={center.slug}
          />
        )}
        {center !== undefined && offer.centers.length === 1 && <input type="hidden" name="ort" value={center.slug} />}
        {possible.advisor !== null && (
          <RadioGroup
            name="mit"
            label={t('with')}
            options={[
              { value: possible.advisor.id, label: t('withOnly', { advisor: possible.advisor.label }) },
              { value: '', label: t('withAny') },
            ]}
            defaultValue={possible.advisor.id}
          />
        )}
        <ButtonRow>
          <Button type="submit">{t('submit')}</Button>
        </ButtonRow>
      </form>
    </BookingStep>
  );
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}
