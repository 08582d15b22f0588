import { getTranslations } from 'next-intl/server';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { TimesAddress } from '../address.ts';
import { to } from '../offers.ts';
import { daysPath } from './address.ts';

type InvitationProps = { address: TimesAddress; offer: Pick<Offer, 'groupSize'> };

/** "Nothing that suits you? We will tell you when something becomes free." (BK8) A group is not waited for. */
export async function WaitingInvitation({ address, offer }: InvitationProps) {
  if (offer.groupSize !== null) return null;
  const t = await getTranslations('waiting.invite');
  const { day: _day, from: _from, ...choice } = address;
  return (
    <section aria-labelledby="warteliste" className="max-w-form border-t border-line pt-6">
      <h2 id="warteliste" className="text-lg">
        {t('title')}
      </h2>
      <p className="mt-1">
        {t('text')}{' '}
        <a href={await to(daysPath(choice))} className="link inline-flex min-h-target items-center">
          {t('link')}
        </a>
      </p>
    </section>
  );
}
