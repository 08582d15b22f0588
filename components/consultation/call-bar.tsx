'use client';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { rememberDevices } from './remembered-devices.ts';
import type { CallSnapshot } from './call-snapshot.ts';
import type { RoomConnection } from './room-connection.ts';

export type CallPanel = 'chat' | 'more';

interface CallBarProps {
  call: CallSnapshot;
  connection: RoomConnection | null;
  panel: CallPanel | null;
  unread: number;
  showPanel: (panel: CallPanel) => void;
  onHangUp: () => void;
}

/** Six labelled buttons, all within reach of a thumb. */
export function CallBar({ call, connection, panel, unread, showPanel, onHangUp }: CallBarProps) {
  const t = useTranslations('consultation.call');
  const cameraOn = call.camera !== null;
  const toggleMicrophone = () => {
    rememberDevices({ microphoneOn: !call.microphoneOn });
    void connection?.setMicrophone(!call.microphoneOn);
  };
  const toggleCamera = () => {
    rememberDevices({ cameraOn: !cameraOn });
    void connection?.setCamera(!cameraOn);
  };
  const stateOf = (on: boolean, refused: boolean) => (refused ? t('refused') : on ? t('on') : t('off'));
  return (
    <div
      role="group"
      aria-label={t('bar')}
      className="grid grid-cols-3 gap-1.5 border-t border-line bg-ground px-2 pt-2 pb-[max(8px,env(safe-area-inset-bottom))] sm:flex sm:justify-center sm:gap-2 sm:px-4 sm:py-2.5"
    >
      <BarButton
        icon={call.microphoneOn ? 'microphone' : 'microphone-off'}
        label={t('microphone')}
        state={stateOf(call.microphoneOn, call.microphoneRefused)}
        warn={!call.microphoneOn}
        aria-pressed={call.microphoneOn}
        onClick={toggleMicrophone}
      />
      <BarButton
        icon={cameraOn ? 'camera' : 'camera-off'}
        label={t('camera')}
        state={stateOf(cameraOn, call.cameraRefused)}
        warn={!cameraOn}
        aria-pressed={cameraOn}
        onClick={toggleCamera}
      />
      <BarButton
        icon="screen"
        label={t('share')}
        state={call.sharing ? t('on') : undefined}
        aria-pressed={call.sharing}
        onClick={() => void connection?.setSharing(!call.sharing)}
      />
      <BarButton
        icon="chat"
        label={t('chat')}
        state={unread > 0 ? t('newMessages', { count: unread }) : undefined}
        badge={unread}
        data-panel="chat"
        aria-expanded={panel === 'chat'}
        onClick={() => showPanel('chat')}
      />
      <BarButton
        icon="more"
        label={t('more')}
        data-panel="more"
        aria-expanded={panel === 'more'}
        onClick={() => showPanel('more')}
      />
      <BarButton icon="hang-up" label={t('hangUp')} danger onClick={onHangUp} />
    </div>
  );
}

type BarButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  icon: IconName;
  label: string;
  /** Spoken after the label, and shown where there is room */
  state?: string | undefined;
  /** Off: one should see it from afar */
  warn?: boolean;
  danger?: boolean;
  badge?: number;
  'data-panel'?: CallPanel;
};

function BarButton({ icon, label, state, warn = false, danger = false, badge = 0, ...rest }: BarButtonProps) {
  const open = rest['aria-expanded'] === true;
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'relative flex min-h-12 min-w-0 cursor-pointer items-center justify-center gap-x-1.5 gap-y-0.5 rounded-md border px-0.5 py-1 transition-colors duration-150 sm:min-h-[3.6em] sm:min-w-[6.2em] sm:flex-col sm:px-3 sm:py-1.5',
        danger && 'border-danger bg-danger text-ground hover:bg-danger-soft hover:text-danger',
        !danger && warn && 'border-caution bg-caution-soft text-caution',
        !danger && !warn && open && 'border-accent bg-accent-soft text-accent',
        !danger && !warn && !open && 'border-transparent text-ink hover:border-edge hover:bg-surface',
      )}
    >
      <Icon name={icon} className="size-5 sm:size-[1.6em]" />
      <span className="text-[15px] leading-tight font-semibold sm:text-sm">{label}</span>
      {state !== undefined && <span className="unseen">{state}</span>}
      {badge > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-1 right-1 sm:right-auto sm:left-[calc(50%+0.5em)] min-w-[1.6em] rounded-full bg-accent px-1.5 text-sm font-semibold text-accent-ink"
        >
          {badge}
        </span>
      )}
    </button>
  );
}
