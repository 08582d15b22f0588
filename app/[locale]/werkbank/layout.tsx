import { getLocale } from 'next-intl/server';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { SiteFrame } from '#app/[locale]/site-frame.tsx';
import { env } from '#lib/platform/env.ts';

export const dynamic = 'force-dynamic';

/** All primitives in all states, for those who build. Not there in production unless WERKBANK=1 asks for it. */
export default async function WorkbenchLayout({ children }: { children: ReactNode }) {
  const { NODE_ENV, WERKBANK } = env();
  if (NODE_ENV === 'production' && WERKBANK !== '1') notFound();
  return <SiteFrame locale={await getLocale()}>{children}</SiteFrame>;
}
