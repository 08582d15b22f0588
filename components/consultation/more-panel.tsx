'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { phoneTag } from '#components/ui/rich-text.tsx';
import { DeviceSelect } from './device-select.tsx';
import { rememberDevices, rememberedDevices } from './remembered-devices.ts';
import type { RoomConnection } from './room-connection.ts';

export interface Phone {
  e164: string;
  display: string;
}

interface MorePanelProps {
  words: readonly string[];
  connection: RoomConnection | null;
  /** The human whom a member can call; none for the advisor, who is one */
  phone: Phone | null;
}

/** Devices, safety words, and the human on the phone. */
export function MorePanel({ words, connection, phone }: MorePanelProps) {
  const t = useTranslations('consultation.more');
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  const [chosen, setChosen] = useState(rememberedDevices);
  useEffect(() => {
    const list = () => {
      navigator.mediaDevices.enumerateDevices().then(setDevices, () => setDevices([]));
    };
    list();
    navigator.mediaDevices.addEventListener('devicechange', list);
    return () => navigator.mediaDevices.removeEventListener('devicechange', list);
  }, []);
  const choose = (kind: 'audioinput' | 'videoinput', deviceId: string) => {
    rememberDevices(kind === 'audioinput' ? { microphoneId: deviceId } : { cameraId: deviceId });
    setChosen(rememberedDevices());
    void connection?.useDevice(kind, deviceId);
  };
  return (
    <div className="grid gap-7 overflow-y-auto px-4 py-4">
      <section aria-labelledby="woerter">
        <h3 id="woerter" className="font-semibold">
          {t('wordsTitle')}
        </h3>
        {words.length === 0 ? (
          <p className="mt-1 text-ink-soft">{t('wordsMissing')}</p>
        ) : (
          <>
            <ol lang="de" className="mt-3 grid grid-cols-2 gap-2" data-testid="safety-words">
              {words.map((word, index) => (
                <li
                  key={`${index}-${word}`}
                  className="rounded-md border border-line bg-sunken px-3 py-2 text-center text-lg font-semibold"
                >
                  {word}
                </li>
              ))}
            </ol>
            <p className="mt-2 text-sm text-ink-soft">{t('wordsText')}</p>
          </>
        )}
      </section>
      <div className="grid gap-4 empty:hidden">
        <DeviceSelect
          id="raum-kamera"
          icon="camera"
          label={t('camera')}
          kind="videoinput"
          devices={devices}
          value={chosen.cameraId}
          onChoose={(id) => choose('videoinput', id)}
        />
        <DeviceSelect
          id="raum-mikrofon"
          icon="microphone"
          label={t('microphone')}
          kind="audioinput"
          devices={devices}
          value={chosen.microphoneId}
          onChoose={(id) => choose('audioinput', id)}
        />
      </div>
      {phone !== null && (
        <section aria-labelledby="hilfe-telefon">
          <h3 id="hilfe-telefon" className="font-semibold">
            {t('phoneTitle')}
          </h3>
          <p className="mt-1">{t.rich('phoneText', { phone: phoneTag(phone) })}</p>
        </section>
      )}
    </div>
  );
}
