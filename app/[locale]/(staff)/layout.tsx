import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SignedInPerson } from '#components/identity/signed-in-person.tsx';
import { HeaderLink, SiteHeader } from '#components/ui/site-header.tsx';
import { staffHome } from '#lib/identity/policy.ts';
import { currentStaff } from '#lib/identity/require-staff.ts';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { signOutOfWorkplace } from './actions.ts';

// Pages with personal content are made per request: they carry a nonce and are never kept by anyone.
export const dynamic = 'force-dynamic';

/** Header and content of every staff page. It shows who is signed in; who may see what is decided by each page. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const [common, t, identity, actor] = await Promise.all([
    getTranslations('common'),
    getTranslations('staff'),
    getTranslations('identity'),
    currentStaff(),
  ]);
  const other = locale === 'de' ? 'en' : 'de';
  return (
    <div className="staff flex min-h-dvh flex-col">
      <SiteHeader
        brand={brand.name}
        homeHref={localePath(locale, staffHome)}
        homeLabel={t('home', { name: brand.name })}
        navigationLabel={t('navigation')}
      >
        <HeaderLink href={`/sprache/${other}`} lang={other}>
          {common('otherLanguage')}
        </HeaderLink>
        {actor !== null && (
          <SignedInPerson
            name={actor.displayName}
            label={identity('signedInAs', { name: actor.displayName })}
            signOut={signOutOfWorkplace}
            texts={{ signOut: identity('signOut'), busy: identity('signOutBusy') }}
          />
        )}
      </SiteHeader>
      <main id="inhalt" className="mx-auto flex w-full max-w-wide flex-1 flex-col px-5 py-5 max-sm:px-4">
        {children}
      </main>
    </div>
  );
}
