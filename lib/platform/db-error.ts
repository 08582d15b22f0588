/** SQLSTATE codes that the product reacts to. */
export const sqlState = {
  exclusionViolation: '23P01',
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  lockNotAvailable: '55P03',
} as const;

/**
 * The SQLSTATE behind a fault of the database, wherever the driver put it: model calls, raw statements and COMMIT
 * each wrap it differently. `undefined` when the fault came from somewhere else.
 */
export function sqlStateOf(fault: unknown): string | undefined {
  for (const candidate of causes(fault)) {
    const code = candidate['originalCode'] ?? candidate['code'];
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P')) return code;
    if (candidate['kind'] === 'TransactionWriteConflict' || candidate['code'] === 'P2034')
      return sqlState.serializationFailure;
  }
  return undefined;
}

function* causes(fault: unknown): Generator<Record<string, unknown>> {
  const queue: unknown[] = [fault];
  for (let depth = 0; queue.length > 0 && depth < 16; depth += 1) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null) continue;
    const record = next as Record<string, unknown>;
    yield record;
    const meta = record['meta'];
    if (typeof meta === 'object' && meta !== null) queue.push((meta as Record<string, unknown>)['driverAdapterError']);
    queue.push(record['cause']);
  }
}

const retried: readonly (string | undefined)[] = [sqlState.serializationFailure, sqlState.deadlockDetected];

/** Runs `work` again, at most 5 times with jitter, when the database gave it up for a conflict with somebody else. */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (fault) {
      if (attempt >= 5 || !retried.includes(sqlStateOf(fault))) throw fault;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
