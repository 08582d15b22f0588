import { listenToTopics } from './live-topics.ts';
import { log } from './log.ts';

/** What a stream shows: a whole state, never a difference, so that nothing can be missed. */
export interface VersionedState {
  /** The row's version; becomes the event's id */
  version: number;
}

export interface EventStreamOptions<State extends VersionedState> {
  /** Of the request: ends the stream when the browser goes */
  signal: AbortSignal;
  /** See lib/platform/live-topics.ts */
  topics: readonly string[];
  /**
   * Checks the right to see and reads the state. Called at the start, on every announcement and every few seconds;
   * null means that the right is gone: the browser gets the event `gone` and the stream ends.
   */
  read(): Promise<State | null>;
}

const rereadMilliseconds = 5_000;
const heartbeatMilliseconds = 15_000;

interface OpenStreams {
  ends: Set<() => void>;
  /** The process was told to end: a stream that is opened over a connection that is still there ends at once, too */
  closing: boolean;
}

const streamsKey = Symbol.for('sprechzeit.event-streams');
const shared = globalThis as { [streamsKey]?: OpenStreams };

/** The open streams of this process; a server that is told to end would wait for them. */
function openStreams(): OpenStreams {
  if (shared[streamsKey] === undefined) {
    const streams: OpenStreams = { ends: new Set(), closing: false };
    shared[streamsKey] = streams;
    for (const word of ['SIGTERM', 'SIGINT'] as const) {
      process.once(word, () => {
        streams.closing = true;
        for (const end of streams.ends) end();
      });
    }
  }
  return shared[streamsKey];
}

/**
 * Server-sent events of one state. Events: `state` (JSON, id = version) and `gone`. A browser that comes back gets the
 * whole state at once, whatever it saw last.
 */
export function eventStream<State extends VersionedState>(options: EventStreamOptions<State>): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let last = '';
      const readOnce = async () => {
        const state = await options.read();
        if (ended) return;
        if (state === null) {
          send('event: gone\ndata: {}\n\n');
          end();
          return;
        }
        const data = JSON.stringify(state);
        if (data === last) return;
        last = data;
        send(`id: ${state.version}\nevent: state\ndata: ${data}\n\n`);
      };
      let ended = false;
      const wake = oneAtATime(readOnce, (fault) => {
        // The browser reconnects by itself and reads anew.
        log.error('Event stream could not read its state', { fault });
        end();
      });
      const reread = setInterval(wake, rereadMilliseconds);
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMilliseconds);
      const stopListening = listenToTopics(options.topics, wake);
      end = () => {
        if (ended) return;
        ended = true;
        stopListening();
        clearInterval(reread);
        clearInterval(heartbeat);
        openStreams().ends.delete(end);
        try {
          controller.close();
        } catch {
          // The browser was faster.
        }
      };
      openStreams().ends.add(end);
      send('retry: 1000\n\n');
      options.signal.addEventListener('abort', () => end());
      if (options.signal.aborted || openStreams().closing) end();
      else wake();
    },
    cancel() {
      end();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** Runs `work` when called; calls that come while it runs become one more run after it. */
function oneAtATime(work: () => Promise<void>, failed: (fault: unknown) => void): () => void {
  let running = false;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    work()
      .catch(failed)
      .finally(() => {
        running = false;
        if (!again) return;
        again = false;
        run();
      });
  };
}
