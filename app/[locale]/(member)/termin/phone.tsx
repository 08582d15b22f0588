import { LinkButton } from '#components/ui/button.tsx';
import { brand } from '#lib/platform/brand.ts';

/** The number of a human, in a sentence. */
export function PhoneLink() {
  return (
    <a href={`tel:${brand.phone.e164}`} className="link whitespace-nowrap">
      {brand.phone.display}
    </a>
  );
}

/** The same as the next thing to do. */
export function PhoneButton() {
  return (
    <LinkButton href={`tel:${brand.phone.e164}`} variant="secondary" icon="phone">
      {brand.phone.display}
    </LinkButton>
  );
}
