import type { ReactNode } from 'react';
import { MailLink, PhoneLink } from './contact-link.tsx';

/* What stands for the tags in texts: `t.rich('orCall', { phone: phoneTag(brand.phone) })`. */

/** `<phone></phone>` */
export const phoneTag = (phone: { e164: string; display: string }) => (): ReactNode => <PhoneLink phone={phone} />;

/** `<mail></mail>` */
export const mailTag = (address: string) => (): ReactNode => <MailLink address={address} />;

/** `<anything>words of the link</anything>` */
export const linkTag = (href: string) => (words: ReactNode) => (
  <a href={href} className="link">
    {words}
  </a>
);
