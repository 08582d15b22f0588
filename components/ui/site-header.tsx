import type { ReactNode } from 'react';

type SiteHeaderProps = {
  brand: string;
  homeHref: string;
  /** "Startseite von Musterkasse Gesund" */
  homeLabel: string;
  /** Name of the navigation, for ears. */
  navigationLabel: string;
  /** Few links, at the right; wrap each in HeaderLink. */
  children: ReactNode;
};

/** Who speaks, and two ways out. Thin, without shadow; scrolls away with the page. */
export function SiteHeader({ brand, homeHref, homeLabel, navigationLabel, children }: SiteHeaderProps) {
  return (
    <header className="border-b border-line bg-ground print:border-0">
      <div className="mx-auto flex min-h-[72px] max-w-page flex-wrap items-center justify-between gap-x-6 px-5 py-2 [.staff_&]:min-h-[52px] [.staff_&]:max-w-wide [.staff_&]:py-1">
        <a
          href={homeHref}
          aria-label={homeLabel}
          className="-ml-1 flex min-h-target items-center gap-3 px-1 font-semibold text-ink no-underline"
        >
          <BrandMark />
          <span>{brand}</span>
        </a>
        <nav aria-label={navigationLabel} className="-mx-2 flex flex-wrap items-center gap-x-2 print:hidden">
          {children}
        </nav>
      </div>
    </header>
  );
}

type HeaderLinkProps = {
  href: string;
  children: ReactNode /** Language of the link's text when it is not the page's. */;
  lang?: string;
  label?: string;
};

export function HeaderLink({ href, children, lang, label }: HeaderLinkProps) {
  return (
    <a
      href={href}
      lang={lang}
      hrefLang={lang}
      aria-label={label}
      className="link inline-flex min-h-target items-center gap-2 px-2"
    >
      {children}
    </a>
  );
}

/** A sun that comes up over a line: a quiet morning. An insurer puts its own mark here. */
function BrandMark() {
  return (
    <svg viewBox="0 0 40 40" fill="none" aria-hidden="true" className="size-10 shrink-0 [.staff_&]:size-8">
      <rect width="40" height="40" rx="10" className="fill-accent" />
      <path d="M11 27a9 9 0 0 1 18 0" className="fill-accent-ink" />
      <path
        d="M8 27h24M20 9.5v4M9.7 15.2l2.7 2.7M30.3 15.2l-2.7 2.7"
        className="stroke-accent-ink"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M12 31.5h16" className="stroke-accent-ink" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
