'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { rememberDevices, rememberedDevices } from './remembered-devices.ts';

/** Why a device does not come, in the words of the remedies. */
export type DeviceProblem = 'Denied' | 'Missing' | 'InUse';
export type DeviceState = { stream: MediaStream } | { problem: DeviceProblem } | null;

export interface Preview {
  /** null until `start` was called; `asking` while the browser asks */
  status: 'off' | 'asking' | 'on';
  camera: DeviceState;
  microphone: DeviceState;
  devices: MediaDeviceInfo[];
  start: () => Promise<void>;
  /** Gives the devices back, such as to the call */
  stop: () => void;
  choose: (kind: 'camera' | 'microphone', deviceId: string) => Promise<void>;
}

function problemOf(fault: unknown): DeviceProblem {
  const name = fault instanceof Error ? fault.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'Missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'InUse' : 'Denied';
}

async function ask(constraints: MediaStreamConstraints): Promise<DeviceState> {
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(constraints) };
  } catch (fault) {
    return { problem: problemOf(fault) };
  }
}

const constraintsOf = (deviceId: string | undefined) => (deviceId === undefined ? true : { deviceId });
const end = (state: DeviceState) => {
  if (state !== null && 'stream' in state) for (const track of state.stream.getTracks()) track.stop();
};

/** Camera and microphone for this person's eyes and ears only; nothing leaves the browser. Ends with the component. */
export function usePreview(): Preview {
  const [status, setStatus] = useState<Preview['status']>('off');
  const [camera, setCamera] = useState<DeviceState>(null);
  const [microphone, setMicrophone] = useState<DeviceState>(null);
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const held = useRef<DeviceState[]>([]);

  const keep = useCallback((nextCamera: DeviceState, nextMicrophone: DeviceState) => {
    held.current = [nextCamera, nextMicrophone];
    setCamera(nextCamera);
    setMicrophone(nextMicrophone);
  }, []);

  const start = useCallback(async () => {
    setStatus('asking');
    held.current.forEach(end);
    const { cameraId, microphoneId } = rememberedDevices();
    // One question of the browser for both, where both are there.
    const both = await ask({ video: constraintsOf(cameraId), audio: constraintsOf(microphoneId) });
    if (both !== null && 'stream' in both) {
      keep(
        { stream: new MediaStream(both.stream.getVideoTracks()) },
        { stream: new MediaStream(both.stream.getAudioTracks()) },
      );
    } else keep(await ask({ video: constraintsOf(cameraId) }), await ask({ audio: constraintsOf(microphoneId) }));
    setDevices(await navigator.mediaDevices.enumerateDevices().catch(() => []));
    setStatus('on');
  }, [keep]);

  const choose = useCallback(
    async (kind: 'camera' | 'microphone', deviceId: string) => {
      const [heldCamera = null, heldMicrophone = null] = held.current;
      if (kind === 'camera') {
        rememberDevices({ cameraId: deviceId });
        end(heldCamera);
        keep(await ask({ video: { deviceId: { exact: deviceId } } }), heldMicrophone);
      } else {
        rememberDevices({ microphoneId: deviceId });
        end(heldMicrophone);
        keep(heldCamera, await ask({ audio: { deviceId: { exact: deviceId } } }));
      }
    },
    [keep],
  );

  const stop = useCallback(() => {
    held.current.forEach(end);
    keep(null, null);
    setStatus('off');
  }, [keep]);

  useEffect(() => () => held.current.forEach(end), []);
  return { status, camera, microphone, devices, start, stop, choose };
}
