import pg from 'pg';
import type { Transaction } from './db.ts';
import { env } from './env.ts';
import { log } from './log.ts';

/**
 * Tells every web process that a state changed, at commit. A topic is a word and an id, such as `consultation:<id>`;
 * it carries nothing else, whoever listens reads the state anew.
 */
export async function announce(database: Pick<Transaction, '$executeRaw'>, topics: readonly string[]): Promise<void> {
  await database.$executeRaw`SELECT pg_notify('live_topics', ${topics.join(' ')})`;
}

type Wake = () => void;
const retryMilliseconds = 2_000;

/** One listening connection per process, shared by all its streams; opened by the first, closed after the last. */
class TopicListener {
  readonly #wakes = new Map<string, Set<Wake>>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;

  /** Calls `wake` on every announcement of one of the topics. @returns what ends it */
  listen(topics: readonly string[], wake: Wake): () => void {
    for (const topic of topics) {
      const set = this.#wakes.get(topic) ?? new Set();
      this.#wakes.set(topic, set.add(wake));
    }
    this.#connect();
    return () => {
      for (const topic of topics) {
        const set = this.#wakes.get(topic);
        set?.delete(wake);
        if (set?.size === 0) this.#wakes.delete(topic);
      }
      if (this.#wakes.size === 0) this.#close();
    };
  }

  #connect(): void {
    if (this.#client !== undefined || this.#wakes.size === 0) return;
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload }) => this.#wake((payload ?? '').split(' ')));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    const started = async () => {
      await client.connect();
      await client.query('LISTEN live_topics');
      // Whatever was announced while nobody listened is in the state that is read now.
      this.#wake([...this.#wakes.keys()]);
    };
    started().catch(() => this.#lost(client));
  }

  #wake(topics: readonly string[]): void {
    const wakes = new Set(topics.flatMap((topic) => [...(this.#wakes.get(topic) ?? [])]));
    for (const wake of wakes) wake();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    if (this.#wakes.size === 0) return;
    log.warn('Listening connection lost; streams read slowly until it is back');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), retryMilliseconds).unref();
  }

  #close(): void {
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    client?.end().catch(() => undefined);
  }
}

// Several bundles of one process must share the connection.
const shared = globalThis as { [listenerKey]?: TopicListener };
const listenerKey = Symbol.for('sprechzeit.topic-listener');

/** @see TopicListener.listen */
export function listenToTopics(topics: readonly string[], wake: Wake): () => void {
  shared[listenerKey] ??= new TopicListener();
  return shared[listenerKey].listen(topics, wake);
}
