'use client';
import { classNames } from '#components/ui/class-names.ts';
import { controlClass } from '#components/ui/field.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';

interface DeviceSelectProps {
  id: string;
  icon: IconName;
  label: string;
  devices: readonly MediaDeviceInfo[];
  kind: MediaDeviceKind;
  value: string | undefined;
  onChoose: (deviceId: string) => void;
}

/** Which of several devices; nothing where there is only one. */
export function DeviceSelect({ id, icon, label, devices, kind, value, onChoose }: DeviceSelectProps) {
  const choices = devices.filter((device) => device.kind === kind && device.deviceId !== '');
  if (choices.length < 2) return null;
  return (
    <div className="max-w-form">
      <label htmlFor={id} className="flex items-center gap-2 font-semibold">
        <Icon name={icon} />
        {label}
      </label>
      <span className="relative mt-1.5 block">
        <select
          id={id}
          value={value}
          onChange={(event) => onChoose(event.target.value)}
          className={classNames(controlClass, 'appearance-none truncate pr-12')}
        >
          {choices.map((device, index) => (
            <option key={device.deviceId} value={device.deviceId}>
              {device.label === '' ? `${label} ${index + 1}` : device.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute inset-y-0 right-3.5 my-auto" />
      </span>
    </div>
  );
}
