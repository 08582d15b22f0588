'use client';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { HeldKey } from './member-exchange.ts';
import type { CallSnapshot } from './call-snapshot.ts';
import type { RoomPassBody } from './encrypted-room.ts';
import { RoomConnection } from './room-connection.ts';
import { sendCommand } from './send-command.ts';
import { rememberedDevices } from './remembered-devices.ts';

const noSnapshot = () => null;
const noSubscription = () => () => {};

interface CallOptions {
  held: HeldKey | null;
  /** Where to ask for a pass, and where to say that a machine was seen */
  passAddress: string;
  suspicionAddress: string;
  onHint: (number: number) => void;
}

/** Keeps one side of the call going while there is a key. A new epoch is a new connection. */
export function useCall({ held, passAddress, suspicionAddress, onHint }: CallOptions): {
  connection: RoomConnection | null;
  call: CallSnapshot | null;
  restart: () => void;
} {
  const [connection, setConnection] = useState<RoomConnection | null>(null);
  const [turn, setTurn] = useState(0);
  const epoch = held?.epoch;
  const keyText = held?.roomKey.join();
  useEffect(() => {
    if (epoch === undefined || keyText === undefined) return undefined;
    const made = new RoomConnection({
      epoch,
      roomKey: Uint8Array.from(keyText.split(','), Number),
      getPass: () => sendCommand<RoomPassBody>(passAddress),
      onHint,
      onSuspicion: () => void sendCommand(suspicionAddress),
      ...rememberedDevices(),
    });
    setConnection(made);
    made.start().catch((fault: unknown) => reportError(fault));
    return () => {
      made.stop();
      setConnection(null);
    };
  }, [epoch, keyText, passAddress, suspicionAddress, onHint, turn]);
  const call = useSyncExternalStore(
    connection?.subscribe ?? noSubscription,
    connection?.snapshot ?? noSnapshot,
    noSnapshot,
  );
  const restart = useCallback(() => setTurn((before) => before + 1), []);
  return { connection, call, restart };
}
