import { Icon } from './icon.tsx';

type SiteFooterProps = {
  /** "Lieber mit einem Menschen sprechen?" */
  question: string;
  phone: { e164: string; display: string };
  hours: string;
  navigationLabel: string;
  links: readonly { href: string; label: string }[];
  publisher: string;
};

/** On every page: the number of a human first, then what the law wants within reach. */
export function SiteFooter({ question, phone, hours, navigationLabel, links, publisher }: SiteFooterProps) {
  return (
    <footer className="mt-24 border-t border-line bg-sunken max-sm:mt-16 print:mt-8 print:bg-transparent">
      <div className="mx-auto grid max-w-page gap-x-16 gap-y-8 px-5 py-10 md:grid-cols-[1fr_auto]">
        <div>
          <p className="text-ink-soft">{question}</p>
          <p>
            <a
              href={`tel:${phone.e164}`}
              className="-ml-1 inline-flex min-h-target items-center gap-3 rounded-md px-1 text-xl font-semibold text-ink no-underline tabular-nums hover:text-accent hover:underline"
            >
              <Icon name="phone" className="text-accent" />
              {phone.display}
            </a>
          </p>
          <p className="text-ink-soft">{hours}</p>
        </div>
        <nav aria-label={navigationLabel} className="print:hidden">
          <ul className="grid gap-x-10 min-[420px]:grid-cols-2">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="link inline-flex min-h-target items-center">
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="mx-auto max-w-page px-5 pb-8 text-sm text-ink-soft">
        <p className="border-t border-line pt-4">{publisher}</p>
      </div>
    </footer>
  );
}
