import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { brand } from '#lib/platform/brand.ts';

/** The number of a human, for sentences with `<call>{phone}</call>` in them. */
export const phoneInText = {
  phone: brand.phone.display,
  call: (number: ReactNode) => (
    <a href={`tel:${brand.phone.e164}`} className="link whitespace-nowrap">
      {number}
    </a>
  ),
};

/** The same as a thing to do; `main` where it is the one thing. */
export function PhoneButton({ main = false }: { main?: boolean }) {
  return (
    <LinkButton href={`tel:${brand.phone.e164}`} variant={main ? 'primary' : 'secondary'} icon="phone">
      {brand.phone.display}
    </LinkButton>
  );
}
