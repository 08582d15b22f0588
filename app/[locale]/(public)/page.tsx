import { SiteFrame } from '#app/[locale]/site-frame.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';

export default async function StartPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await staticLocale(params);
  return (
    <SiteFrame locale={locale} path="/">
      <PageHeading>Sprechen Sie mit uns</PageHeading>
    </SiteFrame>
  );
}
