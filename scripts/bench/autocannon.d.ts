/** What we use of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Request {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    setupRequest?: (request: Request, context: object) => Request;
    onResponse?: (status: number, body: string, context: object) => void;
  }
  interface Result {
    errors: number;
    timeouts: number;
    non2xx: number;
    latency: { p50: number; p99: number };
  }
  export default function autocannon(options: {
    url: string | string[];
    connections: number;
    amount?: number;
    /** Seconds; `amount` comes first */
    duration?: number;
    timeout?: number;
    requests: Request[];
  }): PromiseLike<Result>;
}
