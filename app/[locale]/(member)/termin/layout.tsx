import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SiteFrame } from '#app/[locale]/site-frame.tsx';

export default async function BookingLayout({ children }: { children: ReactNode }) {
  return <SiteFrame locale={await getLocale()}>{children}</SiteFrame>;
}
