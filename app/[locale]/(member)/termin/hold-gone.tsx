import { getLocale, getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { listNearestTimes } from '#lib/booking/free-times/list-nearest-times.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone } from '#lib/platform/time.ts';
import { timesPath } from './address.ts';
import { rememberedChoice } from './browser.ts';
import { groupByDay } from './offered-days.ts';
import { toOfferedDays } from './offered-times.ts';
import { timeInWords } from './offers.ts';
import { PhoneButton, phoneInText } from './phone.tsx';
import { TimeForm } from './time-form.tsx';
import { reserveTime } from './zeit/actions.ts';

/** The reservation has ended: what was typed is kept, and the nearest times are one press away. */
export async function HoldGone() {
  const [t, locale, choice] = await Promise.all([getTranslations('booking.gone'), getLocale(), rememberedChoice()]);
  if (choice === null) return null;
  const nearest = await listNearestTimes(choice, choice.startsAt);
  const days = await toOfferedDays(groupByDay(nearest, { days: nearest.length, perDay: nearest.length }).days);
  const time = await timeInWords(choice.startsAt, nearest[0]?.timeZone ?? legalZone);
  const all = (
    <LinkButton variant="secondary" href={localePath(locale, timesPath(choice))}>
      {t('all')}
    </LinkButton>
  );
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead', { time })}>{t('question')}</PageHeading>
      <FocusHeading question={t('question')} />
      {days.length > 0 ? (
        <>
          <TimeForm action={reserveTime} address={localePath(locale, timesPath(choice))} choice={choice}>
            <TimeChoice name="zeit" days={days} />
          </TimeForm>
          <div>{all}</div>
        </>
      ) : (
        <EmptyState
          title={t('noneTitle')}
          action={
            <ButtonRow>
              {all}
              <PhoneButton />
            </ButtonRow>
          }
        >
          {t.rich('noneText', phoneInText)}
        </EmptyState>
      )}
    </div>
  );
}
