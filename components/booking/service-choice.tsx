import { useLocale, useTranslations } from 'next-intl';
import { ChoiceList } from '#components/ui/choice-list.tsx';
import type { Channel } from '#lib/booking/schema.ts';

export type OfferedService = {
  slug: string;
  name: string;
  description: string;
  /** Minutes */
  duration: number;
  channels: readonly Channel[];
  href: string;
};

/** The first question: what it is about. Each topic is a link to the next question. */
export function ServiceChoice({ services }: { services: readonly OfferedService[] }) {
  const t = useTranslations('booking');
  const common = useTranslations('common');
  const list = new Intl.ListFormat(useLocale(), { type: 'disjunction' });
  const choices = services.map((service) => ({
    href: service.href,
    label: service.name,
    detail: service.description,
    aside: t('service.aside', {
      duration: common('durationMinutes', { minutes: service.duration }),
      ways: list.format(service.channels.map((channel) => t(`wayShort.${channel}`))),
    }),
  }));
  return <ChoiceList title={t('service.list')} titleHidden choices={choices} as="link" />;
}
