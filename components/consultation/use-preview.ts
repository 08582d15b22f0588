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

/** @returns camera and microphone. One question of the browser for both, where both are there. */
async function askForBoth(): Promise<[DeviceState, DeviceState]> {
  const { cameraId, microphoneId } = rememberedDevices();
  const [video, audio] = [constraintsOf(cameraId), constraintsOf(microphoneId)];
  const both = await ask({ video, audio });
  if (both === null || 'problem' in both) return [await ask({ video }), await ask({ audio })];
  return [
    { stream: new MediaStream(both.stream.getVideoTracks()) },
    { stream: new MediaStream(both.stream.getAudioTracks()) },
  ];
}

/** Camera and microphone for this person's eyes and ears only; nothing leaves the browser. Ends with the component. */
export function usePreview(): Preview {
  const [status, setStatus] = useState<Preview['status']>('off');
  const [camera, setCamera] = useState<DeviceState>(null);
  const [microphone, setMicrophone] = useState<DeviceState>(null);
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const held = useRef<DeviceState[]>([]);
  /** Grows with every question and every stop: what a browser gives late belongs to nobody any more */
  const turn = useRef(0);

  const keep = useCallback((nextCamera: DeviceState, nextMicrophone: DeviceState) => {
    held.current = [nextCamera, nextMicrophone];
    setCamera(nextCamera);
    setMicrophone(nextMicrophone);
  }, []);

  const start = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setStatus('asking');
    held.current.forEach(end);
    const given = await askForBoth();
    if (turn.current !== mine) {
      given.forEach(end);
      return;
    }
    keep(...given);
    const found = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    if (turn.current !== mine) return;
    setDevices(found);
    setStatus('on');
  }, [keep]);

  const choose = useCallback(
    async (kind: 'camera' | 'microphone', deviceId: string) => {
      const mine = turn.current;
      const exactly = { deviceId: { exact: deviceId } };
      rememberDevices(kind === 'camera' ? { cameraId: deviceId } : { microphoneId: deviceId });
      end(held.current[kind === 'camera' ? 0 : 1] ?? null);
      const given = await ask(kind === 'camera' ? { video: exactly } : { audio: exactly });
      const [heldCamera = null, heldMicrophone = null] = held.current;
      if (turn.current !== mine) end(given);
      else if (kind === 'camera') keep(given, heldMicrophone);
      else keep(heldCamera, given);
    },
    [keep],
  );

  const stop = useCallback(() => {
    turn.current += 1;
    held.current.forEach(end);
    keep(null, null);
    setStatus('off');
  }, [keep]);

  useEffect(
    () => () => {
      turn.current += 1;
      held.current.forEach(end);
    },
    [],
  );
  return { status, camera, microphone, devices, start, stop, choose };
}
