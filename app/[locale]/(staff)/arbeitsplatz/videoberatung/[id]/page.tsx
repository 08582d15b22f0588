import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { AdvisorRoom } from '#components/consultation/advisor-room.tsx';
import { ClientMessages } from '#components/ui/client-messages.tsx';
import { ownConsultation } from '#lib/consultation/own-consultation.ts';
import { consultationId } from '#lib/consultation/schema.ts';
import { signInPath, staffHome } from '#lib/identity/policy.ts';
import { requireStaff } from '#lib/identity/require-staff.ts';
import { localePath } from '#lib/platform/i18n/path.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('consultation');
  return { title: t('title') };
}

/** The advisor's room. Its state, names included, comes by the audited stream; here only: is it theirs? */
export default async function AdvisorRoomPage({ params }: Props) {
  const { id } = await params;
  const locale = await getLocale();
  const actor = await requireStaff('advisor', `${staffHome}/videoberatung/${id}`);
  if (!consultationId.safeParse(id).success || !(await ownConsultation(actor, id))) notFound();
  return (
    <ClientMessages namespaces={['consultation']}>
      <AdvisorRoom
        consultationId={id}
        dayHref={localePath(locale, staffHome)}
        signInHref={localePath(
          locale,
          `${signInPath}?weiter=${encodeURIComponent(`${staffHome}/videoberatung/${id}`)}`,
        )}
      />
    </ClientMessages>
  );
}
