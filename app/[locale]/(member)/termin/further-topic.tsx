import { getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import { furtherPath, type Topics } from './address.ts';
import { to } from './offers.ts';

/** Several topics in one appointment: asked where the first one is settled, never in the way (BK10). */
export async function FurtherTopic({ topics, offer }: { topics: Topics; offer: Pick<Offer, 'further'> }) {
  if (offer.further.length === 0) return null;
  const t = await getTranslations('choosing.further');
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      {t('offer')}
      <LinkButton variant="quiet" href={await to(furtherPath(topics))}>
        {t('offerLink')}
      </LinkButton>
    </p>
  );
}
