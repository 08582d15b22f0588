import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatDayOfYear, formatMonth } from '#lib/platform/format-time.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { PhoneButton, phoneInText } from '../phone.tsx';

type EmptyMonthProps = {
  month: Temporal.PlainDate;
  /** The first day after it with a free time */
  next: Temporal.PlainDate | null;
  hrefOf: (day: Temporal.PlainDate) => string;
};

/** A month without a free time: when there is one, or the phone. */
export async function EmptyMonth({ month, next, hrefOf }: EmptyMonthProps) {
  const [t, locale] = await Promise.all([getTranslations('choosing.month'), getLocale()]);
  return (
    <EmptyState
      title={t('noneTitle', { month: formatMonth(month, locale) })}
      action={next === null ? <PhoneButton /> : <LinkButton href={hrefOf(next)}>{t('noneNextLink')}</LinkButton>}
    >
      {next === null ? t.rich('noneAtAll', phoneInText) : t('noneNext', { day: formatDayOfYear(next, locale) })}
    </EmptyState>
  );
}
