import { useTranslations } from 'next-intl';
import { type Choice, ChoiceList } from '#components/ui/choice-list.tsx';

/** `earliest`: when there is something free: "ab Dienstag, 24. November" */
export type OfferedWay = { href: string; earliest?: string } & (
  | { channel: 'video' }
  | { channel: 'phone' }
  | {
      channel: 'on_site';
      center: { slug: string; name: string; street: string; postcode: string; city: string; stepFree: boolean };
    }
);

/** The second question: how, and where. Each answer is a link to the free times. */
export function WayChoice({ ways }: { ways: readonly OfferedWay[] }) {
  const t = useTranslations('booking.waysPage');
  const choices = ways.map((way): Choice => {
    const { href } = way;
    const aside = way.earliest;
    if (way.channel === 'video') return { href, aside, label: t('video'), detail: t('videoDetail') };
    if (way.channel === 'phone') return { href, aside, label: t('phone'), detail: t('phoneDetail') };
    const { stepFree, name, street, postcode, city } = way.center;
    const address = t('onSiteDetail', { name, street, postcode, city });
    return {
      href,
      aside,
      label: t('onSite', { city }),
      detail: stepFree ? `${address} · ${t('stepFree')}` : address,
    };
  });
  return <ChoiceList title={t('list')} titleHidden choices={choices} as="link" />;
}
