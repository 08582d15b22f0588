import type { ReactNode } from 'react';
import { SiteFrame } from '#app/[locale]/site-frame.tsx';
import type { Locale } from '#lib/platform/i18n/routing.ts';

type TextPageProps = {
  locale: Locale;
  path: string;
  title: string;
  lead?: string;
  note?: string;
  /** A list of contents: above the text on a phone, beside it where there is room. */
  contents?: ReactNode;
  children: ReactNode;
};

/** A page to read: one column of lines that are not too long. */
export function TextPage({ locale, path, title, lead, note, contents, children }: TextPageProps) {
  return (
    <SiteFrame locale={locale} path={path}>
      <h1 className="text-3xl">{title}</h1>
      {lead !== undefined && <p className="mt-4 max-w-text text-lg text-ink-soft">{lead}</p>}
      {note !== undefined && <p className="mt-3 text-sm text-ink-soft">{note}</p>}
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,36em)_minmax(11em,1fr)]">
        {contents !== undefined && <div className="lg:sticky lg:top-8 lg:order-2">{contents}</div>}
        <div className="prose-text">{children}</div>
      </div>
    </SiteFrame>
  );
}
