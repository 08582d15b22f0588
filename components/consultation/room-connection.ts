import type { RemoteParticipant, RemoteTrack, RemoteTrackPublication, Room } from 'livekit-client';
import { openHint, sealHint } from '#lib/consultation/core/key-exchange.ts';
import { type CallSnapshot, framesDecodedIn, quietCall, type RoomProblem, sidesOf } from './call-snapshot.ts';
import { isEncrypting, isRefused, type LiveKit, makeEncryptedRoom, type RoomPassBody } from './encrypted-room.ts';
import type { CommandAnswer } from './send-command.ts';
import { isMachine, sendsInTheClear } from './tripwire.ts';

export interface RoomConnectionOptions {
  /** Asks our API for a pass; it also makes the room anew after the video server was restarted */
  getPass: () => Promise<CommandAnswer<RoomPassBody>>;
  epoch: number;
  roomKey: Uint8Array<ArrayBuffer>;
  /** Devices that were chosen before */
  microphoneId?: string | undefined;
  cameraId?: string | undefined;
  microphoneOn: boolean;
  cameraOn: boolean;
  /** The other side says that a chat message with this number is there */
  onHint: (number: number) => void;
  onSuspicion: () => void;
}

/** Frames that cannot be decrypted are dropped, and counted about once a second; a few at the start are a hiccup. */
const failuresToLookAt = 3;
/** So long without a single readable picture, while failures go on, is a wrong key. */
const patienceMilliseconds = 4000;
const invalidKey = /decryption failed|valid key missing/i;

/**
 * One side of the call, as long as it lasts: joins, encrypts, and joins again after whatever broke the line. Everything
 * that leaves or enters is end-to-end encrypted; what is not is refused (fails closed).
 */
export class RoomConnection {
  readonly #options: RoomConnectionOptions;
  #snapshot: CallSnapshot = quietCall;
  readonly #listeners = new Set<() => void>();
  #room: Room | null = null;
  #livekit: LiveKit | null = null;
  #stopped = false;
  #failures = 0;
  #wake: () => void = () => {};
  #endJoin: () => void = () => {};
  readonly #wish: {
    microphone: boolean;
    camera: boolean;
    microphoneId: string | undefined;
    cameraId: string | undefined;
  };
  readonly #sound = new Map<string, HTMLMediaElement>();

  constructor(options: RoomConnectionOptions) {
    this.#options = options;
    const { microphoneOn, cameraOn, microphoneId, cameraId } = options;
    this.#wish = { microphone: microphoneOn, camera: cameraOn, microphoneId, cameraId };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): CallSnapshot => this.#snapshot;

  /** Joins, and stays until `stop`. */
  async start(): Promise<void> {
    this.#livekit = await import('livekit-client');
    if (!this.#livekit.isE2EESupported()) {
      this.#fail('unsupported');
      return;
    }
    this.#livekit.setLogLevel('silent');
    for (let attempt = 0; !this.#stopped; attempt += 1) {
      const joined = await this.#joinOnce().catch(() => false);
      if (joined) attempt = 0;
      if (this.#stopped) break;
      this.#set({
        status: attempt === 0 && !joined ? 'connecting' : 'reconnecting',
        remote: null,
        camera: null,
        sharing: false,
      });
      await this.#pause(Math.min(4000, 250 * 2 ** attempt));
    }
  }

  /** Leaves for good and gives camera and microphone back. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
    this.#leave();
    this.#set({ status: 'stopped', remote: null, camera: null, sharing: false });
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#wish.microphone = on;
    await this.#applyMicrophone();
  }

  async setCamera(on: boolean): Promise<void> {
    this.#wish.camera = on;
    await this.#applyCamera();
  }

  async setSharing(on: boolean): Promise<void> {
    // The person may close the browser's own question; that is no fault.
    await this.#room?.localParticipant.setScreenShareEnabled(on, { audio: false }).catch(() => undefined);
    this.#refresh();
  }

  async useDevice(kind: 'audioinput' | 'videoinput', deviceId: string): Promise<void> {
    if (kind === 'audioinput') this.#wish.microphoneId = deviceId;
    else this.#wish.cameraId = deviceId;
    await this.#room?.switchActiveDevice(kind, deviceId).catch(() => undefined);
    this.#refresh();
  }

  async allowSound(): Promise<void> {
    await this.#room?.startAudio().catch(() => undefined);
    this.#set({ soundBlocked: this.#room?.canPlaybackAudio === false });
  }

  /** Tells the other side that a chat message is there. Lost hints do not matter. */
  async hint(number: number): Promise<void> {
    const payload = await sealHint(this.#options.roomKey, String(number));
    await this.#room?.localParticipant.publishData(payload, { reliable: true, topic: 'chat' }).catch(() => undefined);
  }

  async #joinOnce(): Promise<boolean> {
    const { DisconnectReason, RoomEvent } = this.#need();
    const pass = await this.#options.getPass();
    // The state from our server decides what happens next; until it does, ask again.
    if (!pass.ok || pass.body.epoch !== this.#options.epoch || this.#stopped) return false;

    const { room, worker } = await makeEncryptedRoom(this.#need(), this.#options.roomKey);
    this.#room = room;
    this.#failures = 0;
    const over = new Promise<void>((resolve) => {
      this.#endJoin = resolve;
      room.on(RoomEvent.Disconnected, (reason) => {
        if (reason === DisconnectReason.DUPLICATE_IDENTITY) this.#fail('elsewhere');
        resolve();
      });
    });
    this.#listen(room);
    try {
      await room.setE2EEEnabled(true);
      const { url, token, ownTurn } = pass.body;
      await room.connect(url, token, ownTurn ? {} : { rtcConfig: { iceServers: [] } });
      if (!(await isEncrypting(room))) {
        this.#fail('encryption');
        return false;
      }
      for (const participant of room.remoteParticipants.values()) this.#meet(participant);
      // The room was left at the sight of one of them.
      if (this.#room !== room) return false;
      this.#set({ status: 'connected', soundBlocked: !room.canPlaybackAudio });
      await Promise.all([this.#applyMicrophone(), this.#applyCamera()]);
      await over;
      return true;
    } finally {
      if (this.#room === room) this.#leave();
      else void room.disconnect();
      worker.terminate();
    }
  }

  #listen(room: Room): void {
    const { RoomEvent, Track } = this.#need();
    const refresh = () => this.#refresh();
    room
      .on(RoomEvent.ParticipantConnected, (participant) => this.#meet(participant))
      .on(RoomEvent.RecordingStatusChanged, (recording) => recording && this.#suspect())
      .on(RoomEvent.TrackSubscribed, (track, publication) => this.#receive(track, publication))
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        if (track.kind === Track.Kind.Audio) for (const element of track.detach()) element.remove();
        refresh();
      })
      .on(RoomEvent.EncryptionError, (error) => {
        if (!invalidKey.test(error.message)) return;
        this.#failures += 1;
        if (this.#failures === failuresToLookAt) void this.#judgeFailures(room);
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => this.#set({ soundBlocked: !room.canPlaybackAudio }))
      .on(RoomEvent.DataReceived, (payload, participant, _kind, topic) => {
        if (participant === undefined || topic !== 'chat') return;
        // Packets in the clear do not open, and are dropped.
        void openHint(this.#options.roomKey, new Uint8Array(payload)).then((text) => {
          if (text !== null && /^\d{1,9}$/.test(text)) this.#options.onHint(Number(text));
        });
      })
      .on(RoomEvent.Reconnecting, () => this.#set({ status: 'reconnecting' }))
      .on(RoomEvent.SignalReconnecting, () => this.#set({ status: 'reconnecting' }))
      .on(RoomEvent.Reconnected, () => this.#set({ status: 'connected' }))
      .on(RoomEvent.TrackPublished, (_publication, participant) => this.#meet(participant))
      // Of anybody, ourselves included: whatever the library's reason is.
      .on(RoomEvent.ParticipantEncryptionStatusChanged, (encrypted) => encrypted || this.#fail('encryption'))
      .on(RoomEvent.ParticipantDisconnected, refresh)
      .on(RoomEvent.TrackMuted, refresh)
      .on(RoomEvent.TrackUnmuted, refresh)
      .on(RoomEvent.TrackUnpublished, refresh)
      .on(RoomEvent.LocalTrackPublished, refresh)
      .on(RoomEvent.LocalTrackUnpublished, refresh);
  }

  #meet(participant: RemoteParticipant): void {
    if (isMachine(participant)) this.#suspect();
    else if (sendsInTheClear(participant)) this.#fail('encryption');
    this.#refresh();
  }

  /** Only what is encrypted is ever attached to anything. */
  #receive(track: RemoteTrack, publication: RemoteTrackPublication): void {
    if (!publication.isEncrypted) {
      publication.setSubscribed(false);
      this.#fail('encryption');
      return;
    }
    if (track.kind === this.#need().Track.Kind.Audio) {
      const element = track.attach();
      element.hidden = true;
      document.body.append(element);
      this.#sound.set(track.sid ?? '', element);
    }
    this.#refresh();
  }

  /** Is anything readable at all? If not, the keys differ: leave, and show nothing. */
  async #judgeFailures(room: Room): Promise<void> {
    const before = await framesDecodedIn(room);
    await new Promise((resolve) => setTimeout(resolve, patienceMilliseconds));
    if (this.#room !== room) return;
    const after = await framesDecodedIn(room);
    const goesOn = this.#failures > failuresToLookAt;
    this.#failures = 0;
    if (goesOn && after <= before) this.#fail('encryption');
  }

  #suspect(): void {
    this.#fail('intruder');
    this.#options.onSuspicion();
  }

  #fail(problem: RoomProblem): void {
    this.#stopped = true;
    this.#wake();
    this.#leave();
    this.#set({ status: 'stopped', problem, remote: null, camera: null, sharing: false });
  }

  #leave(): void {
    const room = this.#room;
    this.#room = null;
    for (const element of this.#sound.values()) element.remove();
    this.#sound.clear();
    room?.removeAllListeners();
    void room?.disconnect(true);
    this.#endJoin();
  }

  async #applyMicrophone(): Promise<void> {
    const { microphone, microphoneId } = this.#wish;
    const chosen = microphoneId === undefined ? {} : { deviceId: microphoneId };
    const microphoneRefused = await isRefused(this.#room?.localParticipant.setMicrophoneEnabled(microphone, chosen));
    this.#set({ microphoneRefused });
    this.#refresh();
  }

  async #applyCamera(): Promise<void> {
    const { camera, cameraId } = this.#wish;
    const chosen = cameraId === undefined ? {} : { deviceId: cameraId };
    const cameraRefused = await isRefused(this.#room?.localParticipant.setCameraEnabled(camera, chosen));
    this.#set({ cameraRefused });
    this.#refresh();
  }

  #refresh(): void {
    if (this.#room !== null) this.#set(sidesOf(this.#room, this.#need().Track));
  }

  #set(change: Partial<CallSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  #need(): LiveKit {
    if (this.#livekit === null) throw new Error('The client is not loaded');
    return this.#livekit;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
