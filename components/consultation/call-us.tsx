'use client';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import type { Phone } from './more-panel.tsx';

/** The human on the phone, as a button. */
export function CallUs({ phone }: { phone: Phone }) {
  const t = useTranslations('consultation.problem');
  return (
    <LinkButton variant="secondary" icon="phone" href={`tel:${phone.e164}`}>
      {t('call', { phone: phone.display })}
    </LinkButton>
  );
}
