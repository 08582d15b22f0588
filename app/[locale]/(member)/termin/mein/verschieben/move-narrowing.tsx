import { getTranslations } from 'next-intl/server';
import { type Narrowing, TimeNarrowing } from '#components/booking/time-narrowing.tsx';
import { WayChoice } from '#components/booking/way-choice.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { TimesAddress } from '../../address.ts';
import { to, waysOf } from '../../offers.ts';
import { maxButtons, narrowings } from '../../zeit/narrowings.ts';

type MoveNarrowingProps = {
  address: TimesAddress;
  offer: Offer | null;
  now: AppointmentView;
  pathOf: (address: TimesAddress) => string;
};

/** How and where, at what time of day, and with whom: the same advisor, or whoever has time. */
export async function MoveNarrowing({ address, offer, now, pathOf }: MoveNarrowingProps) {
  const [t, times, ways] = await Promise.all([
    getTranslations('changing.move'),
    getTranslations('booking.timePage'),
    getTranslations('booking.waysPage'),
  ]);
  const unbound = { ...address, day: undefined, from: undefined };
  const offered = offer === null ? [] : waysOf(address, offer);
  const wayAddress = (way: (typeof offered)[number]): TimesAddress => ({
    ...unbound,
    advisor: undefined,
    channel: way.channel,
    center: way.channel === 'on_site' ? way.center.slug : undefined,
  });
  const choices = offered.map(async (way): Promise<Narrowing> => {
    const label = way.channel === 'on_site' ? ways('onSite', { city: way.center.city }) : ways(way.channel);
    const there = wayAddress(way);
    const chosen = there.channel === address.channel && there.center === address.center;
    return { label, chosen, href: await to(pathOf(there)) };
  });
  const withWhom = async (label: string, advisor: string | undefined): Promise<Narrowing> => ({
    label,
    chosen: address.advisor === advisor,
    href: await to(pathOf({ ...address, advisor })),
  });
  // Somebody works in one place: elsewhere "the same" finds nobody.
  const canBeSame = address.channel !== 'on_site' || address.center === now.center.slug;
  return (
    <div className="grid gap-4">
      <TimeNarrowing
        {...(offered.length <= maxButtons && { ways: { title: t('ways'), choices: await Promise.all(choices) } })}
        partsOfDay={(await narrowings(address, [], pathOf)).partsOfDay}
        advisors={
          canBeSame
            ? await Promise.all([
                withWhom(times('anyAdvisor'), undefined),
                withWhom(times('onlyAdvisor', { advisor: now.advisor.label }), now.advisor.id),
              ])
            : []
        }
      />
      {offered.length > maxButtons && (
        <Disclosure summary={t('otherWay')}>
          <WayChoice
            ways={await Promise.all(offered.map(async (way) => ({ ...way, href: await to(pathOf(wayAddress(way))) })))}
          />
        </Disclosure>
      )}
    </div>
  );
}
