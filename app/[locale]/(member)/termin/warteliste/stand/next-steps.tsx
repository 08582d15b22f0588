import { getTranslations } from 'next-intl/server';
import { NumberedSteps } from '#components/booking/numbered-steps.tsx';

/** What happens now, in the order in which it happens. */
export async function NextSteps() {
  const t = await getTranslations('waiting.standing');
  return <NumberedSteps title={t('nextTitle')} steps={[t('nextMessage'), t('nextOffer'), t('nextAccept')]} />;
}
