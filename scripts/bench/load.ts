import autocannon from 'autocannon';
import { cpuSeconds } from './cpu.ts';

export interface Sent {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Load {
  /** Origins on this machine; connections are spread over them */
  urls: readonly string[];
  connections: number;
  /** Each is sent once, in order; one alone with `seconds` again and again */
  requests: readonly Sent[];
  seconds?: number;
  /** Told each answer, with the number of its request */
  answered?: (index: number, status: number, body: string) => void;
  /** Processes whose time is counted: those that answer, not the one that asks */
  pids: readonly number[];
}

export interface LoadResult {
  count: number;
  seconds: number;
  /** Answers per second */
  rate: number;
  /** Milliseconds until an answer, of 99 in 100 at most */
  p99: number;
  /** Seconds of processor of the answering processes */
  cpu: number;
}

/**
 * Sends requests over connections that are kept, each connection the next one when it has its answer.
 * @throws when one is not answered, or by 5xx
 */
export async function sendAll({
  urls,
  connections,
  requests,
  seconds: lasting,
  answered,
  pids,
}: Load): Promise<LoadResult> {
  let sent = 0;
  let count = 0;
  let failed = 0;
  let fault: Error | undefined;
  const cpuBefore = cpuSeconds(pids);
  const before = performance.now();
  let last = before;
  const result = await autocannon({
    url: [...urls],
    connections,
    ...(lasting === undefined ? { amount: requests.length } : { duration: lasting }),
    timeout: 60,
    requests: [
      {
        setupRequest: (request, context: { index?: number }) => {
          context.index = sent;
          sent += 1;
          const { method, path, headers, body } = requests[context.index % requests.length] ?? {
            method: 'GET',
            path: '/',
          };
          return { ...request, method, path, headers: headers ?? {}, ...(body !== undefined && { body }) };
        },
        onResponse: (status, body, context: { index?: number }) => {
          last = performance.now();
          count += 1;
          if (status >= 500) failed += 1;
          // Thrown later: nobody catches it here.
          try {
            answered?.(context.index ?? 0, status, body);
          } catch (thrown) {
            fault ??= thrown instanceof Error ? thrown : new Error(String(thrown));
          }
        },
      },
    ],
  });
  const seconds = (last - before) / 1000;
  const cpu = cpuSeconds(pids) - cpuBefore;
  if (fault !== undefined) throw fault;
  if (failed + result.errors + result.timeouts > 0)
    throw new Error(`${failed} answers of 5xx, ${result.errors} errors, ${result.timeouts} without an answer`);
  return { count, seconds, rate: count / seconds, p99: result.latency.p99, cpu };
}
