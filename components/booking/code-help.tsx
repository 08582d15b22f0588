import { useTranslations } from 'next-intl';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type StepAction, StepForm } from './step-form.tsx';

type CodeHelpProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  email: string;
  dataHref: string;
  /** The code has ended: a new one is the next thing to do */
  ended: boolean;
  /** As many codes were sent as are sent for one appointment */
  noMore: boolean;
};

/** No mail: what to look at, and a new code. Stands open, since most who need it need it now. */
export function CodeHelp({ action, address, email, dataHref, ended, noMore }: CodeHelpProps) {
  const t = useTranslations('booking.code');
  return (
    <section aria-labelledby="keine-mail" className="max-w-form border-t border-line pt-6">
      <h2 id="keine-mail" className="text-lg">
        {t('helpTitle')}
      </h2>
      <p className="mt-2">{t('helpWait')}</p>
      <p className="mt-2 [overflow-wrap:anywhere]">
        {t('helpAddress', { email })}{' '}
        <a href={dataHref} className="link">
          {t('helpAddressChange')}
        </a>
      </p>
      {!noMore && (
        <StepForm action={action} address={address} className="mt-4">
          <SubmitButton variant={ended ? 'primary' : 'secondary'} busyLabel={t('resending')}>
            {t('resend')}
          </SubmitButton>
        </StepForm>
      )}
    </section>
  );
}
