'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, ButtonRow } from '#components/ui/button.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { DeviceSelect } from './device-select.tsx';
import { MicrophoneLevel } from './microphone-level.tsx';
import { OwnPicture } from './own-picture.tsx';
import { rememberDevices } from './remembered-devices.ts';
import { playTones } from './tones.ts';
import { useNetworkCheck } from './use-network-check.ts';
import type { DeviceState, Preview } from './use-preview.ts';

interface DeviceCheckProps {
  preview: Preview;
  /** null: nothing to measure against yet */
  networkAddress: string | null;
  /** null: the waiting room is not open yet, the check is all there is */
  onNext: (() => void) | null;
}

const streamOf = (state: DeviceState) => (state !== null && 'stream' in state ? state.stream : null);

/** VC7: camera, microphone, loudspeaker and line, each with what to do when it fails. */
export function DeviceCheck({ preview, networkAddress, onNext }: DeviceCheckProps) {
  const t = useTranslations('consultation.check');
  const [heard, setHeard] = useState(false);
  const camera = streamOf(preview.camera);
  const microphone = streamOf(preview.microphone);
  if (preview.status !== 'on') {
    return (
      <div className="grid gap-7">
        <OwnPicture stream={null} label={t('ownPicture')} offText={t('pictureOff')} className="w-full max-w-[26em]" />
        <ButtonRow>
          <Button
            icon="camera"
            busy={preview.status === 'asking'}
            busyLabel={t('allowBusy')}
            onClick={() => void preview.start()}
          >
            {t('allow')}
          </Button>
        </ButtonRow>
      </div>
    );
  }
  const next = () => {
    rememberDevices({ cameraOn: camera !== null, microphoneOn: microphone !== null });
    onNext?.();
  };
  return (
    <div className="grid gap-7">
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,26em)_1fr]">
        <div className="grid gap-4">
          <OwnPicture stream={camera} label={t('ownPicture')} offText={t('pictureOff')} className="w-full" />
          {microphone !== null && (
            <div>
              <MicrophoneLevel
                stream={microphone}
                label={t('level')}
                text={t('levelText')}
                onHeard={() => setHeard(true)}
              />
              <p className="mt-1.5 text-sm text-ink-soft">{t('levelHint')}</p>
            </div>
          )}
        </div>
        <ul className="grid gap-4">
          <DeviceLine name="camera" state={preview.camera} />
          <DeviceLine name="microphone" state={preview.microphone} heard={heard} />
          {networkAddress !== null && <NetworkLine address={networkAddress} />}
          <SpeakerLine />
        </ul>
      </div>
      <div className="grid gap-4 empty:hidden">
        <DeviceSelect
          id="kamera"
          icon="camera"
          label={t('camera')}
          kind="videoinput"
          devices={preview.devices}
          value={camera?.getVideoTracks()[0]?.getSettings().deviceId}
          onChoose={(id) => void preview.choose('camera', id)}
        />
        <DeviceSelect
          id="mikrofon"
          icon="microphone"
          label={t('microphone')}
          kind="audioinput"
          devices={preview.devices}
          value={microphone?.getAudioTracks()[0]?.getSettings().deviceId}
          onChoose={(id) => void preview.choose('microphone', id)}
        />
      </div>
      <ButtonRow>
        {onNext !== null && <Button onClick={next}>{camera === null ? t('nextWithoutCamera') : t('next')}</Button>}
        <Button variant="quiet" onClick={() => void preview.start()}>
          {t('again')}
        </Button>
      </ButtonRow>
    </div>
  );
}

/** One thing that was tried: works, or what to do. */
function Line({ icon, good, children }: { icon: IconName; good: boolean | null; children: string }) {
  return (
    <p className="flex items-center gap-3 font-semibold">
      <Icon name={icon} />
      <span className="min-w-0">{children}</span>
      {good === true && <Icon name="success" className="text-success" />}
    </p>
  );
}

function DeviceLine({
  name,
  state,
  heard = true,
}: {
  name: 'camera' | 'microphone';
  state: DeviceState;
  heard?: boolean;
}) {
  const t = useTranslations('consultation.check');
  if (state === null) return null;
  if ('problem' in state) {
    const text = { Denied: t('deniedText'), Missing: t('missingText'), InUse: t('inUseText') }[state.problem];
    return (
      <li>
        <Notice tone="caution" title={t(`${name}${state.problem}`)} role="status">
          <p>{text}</p>
        </Notice>
      </li>
    );
  }
  if (name === 'microphone' && !heard) {
    return (
      <li>
        <Line icon="microphone" good={null}>
          {t('microphoneQuiet')}
        </Line>
        <p className="mt-1 text-sm text-ink-soft">{t('microphoneQuietText')}</p>
      </li>
    );
  }
  return (
    <li>
      <Line icon={name} good>
        {t(`${name}Good`)}
      </Line>
    </li>
  );
}

function NetworkLine({ address }: { address: string }) {
  const t = useTranslations('consultation.check');
  const state = useNetworkCheck(address, 0);
  if (state === 'Checking' || state === 'Good') {
    return (
      <li>
        <Line icon="signal" good={state === 'Good' || null}>
          {t(`network${state}`)}
        </Line>
      </li>
    );
  }
  return (
    <li>
      <Notice tone="caution" title={t(`network${state}`)} role="status">
        <p>{t(`network${state}Text`)}</p>
      </Notice>
    </li>
  );
}

function SpeakerLine() {
  const t = useTranslations('consultation.check');
  const [playing, setPlaying] = useState(false);
  const play = async () => {
    if (playing) return;
    setPlaying(true);
    await playTones().catch(() => undefined);
    setPlaying(false);
  };
  return (
    <li className="grid justify-items-start gap-2">
      <Button
        variant="secondary"
        icon="speaker"
        busy={playing}
        busyLabel={t('speakerPlaying')}
        onClick={() => void play()}
      >
        {t('speakerButton')}
      </Button>
      <p className="text-sm text-ink-soft">{t('speakerHint')}</p>
    </li>
  );
}
