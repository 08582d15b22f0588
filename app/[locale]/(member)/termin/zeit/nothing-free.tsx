import { getLocale, getTranslations } from 'next-intl/server';
import { type OfferedWay, WayChoice } from '#components/booking/way-choice.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type TimesAddress, timesPath } from '../address.ts';
import { earliestWays } from '../earliest-ways.ts';
import { timeInWords } from '../offers.ts';
import { PhoneButton, phoneInText } from '../phone.tsx';

type NothingFreeProps = {
  address: TimesAddress;
  offer: Offer;
  /** The first free time after the day that was asked for */
  next: FreeTime | undefined;
  /** The page of times */
  pathOf?: (address: TimesAddress) => string;
  /** The wishes are an appointment's own: they stay, and leaving them out is no way on */
  wishesStay?: boolean;
};

/** Nothing to choose from: why, when there is something next, where else there is, and the phone. */
export async function NothingFree({ address, offer, next, pathOf = timesPath, wishesStay = false }: NothingFreeProps) {
  const [t, none, locale] = await Promise.all([
    getTranslations('booking.timePage'),
    getTranslations('choosing.none'),
    getLocale(),
  ]);
  if (next !== undefined) {
    const day = next.startsAt.toZonedDateTimeISO(next.timeZone).toPlainDate();
    const href = localePath(locale, pathOf({ ...address, day, from: undefined }));
    return (
      <EmptyState title={none('dayTitle')} action={<LinkButton href={href}>{none('dayNextLink')}</LinkButton>}>
        {none('dayNext', { time: await timeInWords(next.startsAt, next.timeZone) })}
      </EmptyState>
    );
  }
  const { service, further, channel, center, wishes, partOfDay, advisor } = address;
  const narrowed = partOfDay !== undefined || advisor !== undefined || (wishes !== undefined && !wishesStay);
  const others = (await earliestWays({ service, further, wishes }, offer)).filter(
    (way) =>
      way.isFree === true && (way.channel !== channel || (way.channel === 'on_site' && way.center.slug !== center)),
  );
  const pathOfWay = (way: OfferedWay): string =>
    pathOf({
      service,
      further,
      wishes,
      channel: way.channel,
      center: way.channel === 'on_site' ? way.center.slug : undefined,
    });
  const all = (
    <LinkButton href={localePath(locale, pathOf({ service, further, channel, center }))}>
      {t('narrowedAction')}
    </LinkButton>
  );
  return (
    <>
      <EmptyState
        title={t(narrowed ? 'narrowedTitle' : 'fullTitle')}
        action={
          <ButtonRow>
            {narrowed && all}
            <PhoneButton />
          </ButtonRow>
        }
      >
        {narrowed ? (
          <>
            <p>{t('narrowedText')}</p>
            <p className="mt-2">{none.rich('call', phoneInText)}</p>
          </>
        ) : (
          t('fullText')
        )}
      </EmptyState>
      {others.length > 0 && (
        <section aria-labelledby="andere-wege">
          <h2 id="andere-wege" className="mb-2.5 text-lg">
            {none('elsewhere')}
          </h2>
          <WayChoice ways={others.map((way) => ({ ...way, href: localePath(locale, pathOfWay(way)) }))} />
        </section>
      )}
    </>
  );
}
