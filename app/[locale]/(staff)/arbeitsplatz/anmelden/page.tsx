import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/identity/sign-in-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { safeReturnPath } from '#lib/identity/core/return-path.ts';
import { staffHome } from '#lib/identity/policy.ts';
import { currentStaff } from '#lib/identity/require-staff.ts';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { signInToWorkplace } from './actions.ts';

type Props = { searchParams: Promise<{ weiter?: string | string[]; abgemeldet?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('identity.signIn');
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ searchParams }: Props) {
  const { weiter, abgemeldet } = await searchParams;
  const locale = await getLocale();
  if ((await currentStaff()) !== null) redirect(localePath(locale, staffHome));
  const [t, common] = await Promise.all([getTranslations('identity.signIn'), getTranslations('common')]);
  const wanted = typeof weiter === 'string' ? safeReturnPath(weiter, '') : '';
  const returnTo = wanted === '' ? undefined : wanted;
  return (
    <div className="mx-auto grid w-full max-w-[27em] gap-6 py-4 sm:py-10">
      {abgemeldet !== undefined && (
        <Notice tone="success" title={t('signedOutTitle')}>
          {t('signedOutText')}
        </Notice>
      )}
      {returnTo !== undefined && abgemeldet === undefined && (
        <Notice tone="info" title={t('comeBackTitle')}>
          {t('comeBackText')}
        </Notice>
      )}
      <PageHeading lead={t('lead', { insurer: brand.name })}>{t('title')}</PageHeading>
      <Card>
        <SignInForm
          action={signInToWorkplace}
          returnTo={returnTo}
          texts={{
            errorTitle: common('errorSummaryTitle'),
            email: t('email'),
            password: t('password'),
            submit: t('submit'),
            busy: t('busy'),
          }}
        />
        <p className="mt-5 text-sm text-ink-soft">{t('forgotten')}</p>
      </Card>
      <p className="text-sm text-ink-soft">
        {t('membersTitle')} {t('membersText')}{' '}
        <a className="link" href={localePath(locale, '/termin')}>
          {t('membersLink')}
        </a>
      </p>
    </div>
  );
}
