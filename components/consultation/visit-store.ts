/**
 * What a browser keeps of a visit so that a reload needs no new admission: key pairs whose private halves cannot leave
 * it, and its side of each exchange. Kept by IndexedDB, gone when the consultation ends; what a tab left behind that did
 * not see the end goes a day later, with the next visit.
 */
type Bytes = Uint8Array<ArrayBuffer>;

export interface MemberVisitKeys {
  pair: CryptoKeyPair;
  /** By the exchange's id: what was promised to us, and our own nonce */
  exchanges: Record<string, { commitment: string; nonce: Bytes }>;
}

export interface AdvisorVisitKeys {
  pair: CryptoKeyPair;
  /** Seals the room key in the store; cannot leave the browser */
  selfKey: CryptoKey;
  /** By the commitment: the nonce it hides */
  nonces: Record<string, Bytes>;
  roomKey: { epoch: number; iv: Bytes; sealed: Bytes } | null;
}

const storeName = 'visits';
const dayMilliseconds = 86_400_000;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('sprechzeit', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('No store')));
  });
}

async function run<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('Store refused')));
    });
  } finally {
    database.close();
  }
}

/** @param name `member:<participant id>` or `advisor:<consultation id>` */
export async function loadVisitKeys<Keys>(name: string): Promise<Keys | null> {
  const found: unknown = await run<unknown>('readonly', (store) => store.get(name));
  return found === undefined ? null : (found as Keys);
}

export async function saveVisitKeys(name: string, keys: MemberVisitKeys | AdvisorVisitKeys): Promise<void> {
  await run('readwrite', (store) => {
    forgetOldKeys(store, name);
    return store.put({ ...keys, savedAt: Date.now() }, name);
  });
}

/** All but `name`, which is being written. */
function forgetOldKeys(store: IDBObjectStore, name: string): void {
  const entries = store.openCursor();
  entries.addEventListener('success', () => {
    const entry = entries.result;
    if (entry === null) return;
    const { savedAt = 0 } = entry.value as { savedAt?: number };
    if (entry.key !== name && savedAt < Date.now() - dayMilliseconds) entry.delete();
    entry.continue();
  });
}

export async function forgetVisitKeys(name: string): Promise<void> {
  await run('readwrite', (store) => store.delete(name));
}
