/** What was chosen at the device check, for this tab: which devices, and what is on. */
export interface RememberedDevices {
  microphoneOn: boolean;
  cameraOn: boolean;
  microphoneId?: string;
  cameraId?: string;
}

const itemName = 'sprechzeit-devices';

export function rememberedDevices(): RememberedDevices {
  try {
    const kept = JSON.parse(sessionStorage.getItem(itemName) ?? '{}') as Partial<RememberedDevices>;
    return { microphoneOn: true, cameraOn: true, ...kept };
  } catch {
    return { microphoneOn: true, cameraOn: true };
  }
}

export function rememberDevices(change: Partial<RememberedDevices>): void {
  sessionStorage.setItem(itemName, JSON.stringify({ ...rememberedDevices(), ...change }));
}
