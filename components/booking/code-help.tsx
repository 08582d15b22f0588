import { useTranslations } from 'next-intl';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ReachWay } from '#lib/booking/schema.ts';
import { type StepAction, StepForm } from './step-form.tsx';

type CodeHelpProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  /** Where the code went, as people read it */
  to: { way: ReachWay; address: string };
  dataHref: string;
  /** To the page that says how to book by phone */
  byPhoneHref: string;
  /** The code has ended: a new one is the next thing to do */
  ended: boolean;
  /** As many codes were sent as are sent for one appointment */
  noMore: boolean;
  /** What the phone is good for; by default that one can book there */
  call?: string;
};

/**
 * No message: what to look at, and a new code, which comes first where the old one has ended. Stands open, since most who
 * need it need it now.
 */
export function CodeHelp({ action, address, to, dataHref, byPhoneHref, ended, noMore, call }: CodeHelpProps) {
  const t = useTranslations('booking.code');
  const reach = useTranslations('person.reach');
  const resend = !noMore && (
    <StepForm action={action} address={address}>
      <SubmitButton variant={ended ? 'primary' : 'secondary'} busyLabel={t('resending')}>
        {t('resend')}
      </SubmitButton>
    </StepForm>
  );
  return (
    <>
      {ended && resend}
      <section aria-labelledby="kein-code" className="max-w-form border-t border-line pt-6">
        <h2 id="kein-code" className="text-lg">
          {t(`helpTitle.${to.way}`)}
        </h2>
        <p className="mt-2">{t(`helpWait.${to.way}`)}</p>
        <p className="mt-2 [overflow-wrap:anywhere]">
          {t(`helpAddress.${to.way}`, { to: to.address })}{' '}
          <a href={dataHref} className="link">
            {t('helpAddressChange')}
          </a>
        </p>
        <p className="mt-2">
          {call ?? t('helpCall')}{' '}
          <a href={byPhoneHref} className="link">
            {reach('byPhone')}
          </a>
        </p>
        {!ended && <div className="mt-4 empty:hidden">{resend}</div>}
      </section>
    </>
  );
}
