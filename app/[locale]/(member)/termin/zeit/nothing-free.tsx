import { getTranslations } from 'next-intl/server';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PhoneButton } from '../phone.tsx';

type NothingFreeProps = {
  /** Narrowed down to nothing, while there may be more */
  narrowed: boolean;
  allHref: string;
  /** Absent where there is one way only */
  waysHref: string | undefined;
};

/** Nothing to choose from: why, and what next. */
export async function NothingFree({ narrowed, allHref, waysHref }: NothingFreeProps) {
  const t = await getTranslations('booking.timePage');
  if (narrowed) {
    return (
      <EmptyState title={t('narrowedTitle')} action={<LinkButton href={allHref}>{t('narrowedAction')}</LinkButton>}>
        {t('narrowedText')}
      </EmptyState>
    );
  }
  const ways = waysHref !== undefined && <LinkButton href={waysHref}>{t('fullAction')}</LinkButton>;
  return (
    <EmptyState
      title={t('fullTitle')}
      action={
        <ButtonRow>
          {ways}
          <PhoneButton />
        </ButtonRow>
      }
    >
      {t('fullText')}
    </EmptyState>
  );
}
