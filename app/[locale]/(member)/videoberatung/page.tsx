import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { SiteFrame } from '#app/[locale]/site-frame.tsx';
import { MemberVisit, VideoUnavailable } from '#components/consultation/member-visit.tsx';
import { ClientMessages } from '#components/ui/client-messages.tsx';
import { currentVisit, visitCookie } from '#lib/consultation/current-visit.ts';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { videoAvailable } from '#lib/platform/livekit.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('consultation');
  return { title: t('title') };
}

/** Where the link of the mail leads: the waiting room and the call, in one page. */
export default async function ConsultationPage() {
  const locale = await getLocale();
  const t = await getTranslations('consultation.open');
  const visit = await currentVisit((await cookies()).get(visitCookie)?.value);
  return (
    <SiteFrame locale={locale}>
      <noscript>
        <p className="mb-6 max-w-form font-semibold">{t('noScript')}</p>
      </noscript>
      <ClientMessages namespaces={['consultation']}>
        {videoAvailable() ? (
          <MemberVisit
            phone={brand.phone}
            hasVisit={visit !== null}
            homeHref={localePath(locale, '/')}
            bookHref={localePath(locale, '/termin')}
          />
        ) : (
          <VideoUnavailable phone={brand.phone} />
        )}
      </ClientMessages>
    </SiteFrame>
  );
}
