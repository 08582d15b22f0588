import { WishesForm } from '#components/booking/wishes-form.tsx';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { WishOptions } from '#lib/booking/free-times/list-wish-options.ts';
import { type ChoiceAddress, choiceFields } from '../address.ts';
import { to } from '../offers.ts';
import { maxButtons } from './narrowings.ts';

type WishesProps = { address: ChoiceAddress; offer: Offer; options: WishOptions };

/** What else somebody needs, for the times of this choice; all else that is chosen stays. */
export async function Wishes({ address, offer, options }: WishesProps) {
  const { channel, center, advisor, wishes } = address;
  const onSite = channel === 'on_site';
  const asked = new Set(['sprache', 'dolmetschen', 'stufenlos', 'begleitung']);
  const hasPlaces = onSite && offer.centers.length > 1;
  const listsAdvisors = options.advisors.length > maxButtons;
  if (hasPlaces) asked.add('ort');
  if (listsAdvisors) asked.add('mit');
  return (
    <WishesForm
      path={await to('/termin/zeit')}
      keeps={choiceFields(address).filter(([name]) => !asked.has(name))}
      wishes={wishes}
      centers={{
        options: hasPlaces ? offer.centers.map(({ slug, name }) => ({ value: slug, label: name })) : [],
        chosen: center,
      }}
      advisors={{
        options: listsAdvisors ? options.advisors.map(({ id, label }) => ({ value: id, label })) : [],
        chosen: advisor,
      }}
      languages={options.languages}
      interpreters={options.interpreters}
      stepFree={options.stepFree}
      companion={onSite ? 'on-site' : channel === 'video' ? 'video' : null}
    />
  );
}
