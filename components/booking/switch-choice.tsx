import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Tag } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Channel } from '#lib/booking/schema.ts';

export type SwitchOption = { channel: Channel } & (
  | { state: 'now' | 'possible' | 'not-offered' }
  | {
      state: 'not-now';
      whyNot: 'not-offered' | 'closed' | 'no-room' | 'no-interpreter' | 'no-seat';
      /** Where times with this channel are */
      otherTime: string;
    }
);

type SwitchChoiceProps = {
  name: string;
  options: readonly SwitchOption[];
  /** Where one would go */
  center: { name: string; street: string; city: string };
};

const icons: Record<Channel, IconName> = { on_site: 'place', video: 'camera', phone: 'phone' };

/** The channels of an appointment, one below the other: the present one, and a button or a reason for each other. */
export function SwitchChoice({ name, options, center }: SwitchChoiceProps) {
  const t = useTranslations('changing.switch');
  const texts: Record<Channel, [title: string, detail: string]> = {
    on_site: [t('onSite', { city: center.city }), t('onSiteDetail', center)],
    video: [t('video'), t('videoDetail')],
    phone: [t('phone'), t('phoneDetail')],
  };
  return (
    <ul className="max-w-form divide-y divide-line border-y border-line">
      {options.map((option) => {
        const [title, detail] = texts[option.channel];
        return (
          <li key={option.channel} className="grid justify-items-start gap-3 py-5">
            <div>
              <h2 className="flex items-center gap-2.5 text-lg">
                <Icon name={icons[option.channel]} className="text-accent" />
                {title}
              </h2>
              <p className="mt-1 text-ink-soft">{detail}</p>
            </div>
            <Answer option={option} name={name} />
          </li>
        );
      })}
    </ul>
  );
}

function Answer({ option, name }: { option: SwitchOption; name: string }) {
  const t = useTranslations('changing.switch');
  switch (option.state) {
    case 'now':
      return <Tag icon="check">{t('now')}</Tag>;
    case 'possible':
      return (
        <SubmitButton name={name} value={option.channel} variant="secondary" busyLabel={t('switching')}>
          {t(`to.${option.channel}`)}
        </SubmitButton>
      );
    case 'not-offered':
      return <p>{t('whyNot.not-offered')}</p>;
    case 'not-now':
      return (
        <>
          <p>{t(`whyNot.${option.whyNot}`)}</p>
          <LinkButton href={option.otherTime} variant="secondary" icon="calendar">
            {t(`other.${option.channel}`)}
          </LinkButton>
        </>
      );
  }
}
