import { useTranslations } from 'next-intl';
import { type Choice, ChoiceList } from '#components/ui/choice-list.tsx';

export type OfferedWay =
  | { channel: 'video'; href: string }
  | { channel: 'phone'; href: string }
  | {
      channel: 'on_site';
      href: string;
      center: { name: string; street: string; postcode: string; city: string; stepFree: boolean };
    };

/** The second question: how, and where. Each answer is a link to the free times. */
export function WayChoice({ ways }: { ways: readonly OfferedWay[] }) {
  const t = useTranslations('booking.waysPage');
  const choices = ways.map((way): Choice => {
    if (way.channel === 'video') return { href: way.href, label: t('video'), detail: t('videoDetail') };
    if (way.channel === 'phone') return { href: way.href, label: t('phone'), detail: t('phoneDetail') };
    const { stepFree, ...place } = way.center;
    const address = t('onSiteDetail', place);
    return {
      href: way.href,
      label: t('onSite', { city: place.city }),
      detail: stepFree ? `${address} · ${t('stepFree')}` : address,
    };
  });
  return <ChoiceList title={t('list')} titleHidden choices={choices} as="link" />;
}
