'use client';

import { useTranslations } from 'next-intl';
import type { PersonProps } from '#components/booking/person-at-hand.tsx';
import type { WaitingRow } from '#components/consultation/waiting-panel.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { Admission } from './use-admission.ts';

interface NextStepProps {
  person: Pick<PersonProps, 'channelName' | 'phone' | 'name'>;
  past: boolean;
  waiting: WaitingRow | undefined;
  /** The room of a consultation that goes on */
  roomHref: string | undefined;
  admission: Admission;
}

/** The one thing to do with the person at hand: admit, go back into the conversation, or call. */
export function NextStep({ person, past, waiting, roomHref, admission }: NextStepProps) {
  const t = useTranslations('staff.next');
  if (waiting !== undefined) {
    return (
      <Button
        variant="primary"
        icon="camera"
        busy={admission.admitting === waiting.participantId}
        busyLabel={t('admitting')}
        onClick={() => admission.admit(waiting)}
      >
        {t('admit')}
      </Button>
    );
  }
  if (roomHref !== undefined) {
    return (
      <LinkButton variant="primary" icon="camera" href={roomHref}>
        {t('backToRoom')}
      </LinkButton>
    );
  }
  if (past) return null;
  if (person.channelName === 'phone' && person.phone !== undefined) {
    return (
      <LinkButton variant="primary" icon="phone" href={`tel:${person.phone.e164}`}>
        {t('call', { number: person.phone.display })}
      </LinkButton>
    );
  }
  if (person.channelName !== 'video') return null;
  return (
    <p className="flex items-center gap-2 text-ink-soft">
      <Icon name="clock" />
      {t('notWaiting')}
    </p>
  );
}
