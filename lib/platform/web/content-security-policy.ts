/** How the inline scripts that Next writes into a page are told apart from anybody else's. */
export type ScriptProof =
  /** Pages made per request: a fresh number that only this answer knows. */
  | { nonce: string }
  /** Pages made at build time: the checksums of exactly their scripts, as `sha256-…`. */
  | { hashes: readonly string[] };

/** Checksums of what the build wrote, each as `sha256-…`. */
export interface BuildHashes {
  /** Of the scripts within each page that was made at build time, by its address */
  scripts: Record<string, readonly string[]>;
  /** Of all style sheets */
  styles: readonly string[];
}

type PolicyInput = {
  scripts: ScriptProof;
  /** Checksums of the style sheets that Next writes into pages: React gives them no number. */
  styles: readonly string[];
  /** Video room: may open the media server's connection, run a worker for the encryption, and play streams. */
  room: boolean;
  /** Address of the media server for browsers (`wss://…`), when there is one. */
  mediaServer: string | undefined;
  /** `next dev` evaluates code and writes styles while one edits. */
  development: boolean;
  /** Served over https. */
  secure: boolean;
};

/** The Content-Security-Policy of a page. Nothing is loaded from, sent to, or framed by any other host. */
export function contentSecurityPolicy({
  scripts,
  styles,
  room,
  mediaServer,
  development,
  secure,
}: PolicyInput): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...scriptSources(scripts), ...(development ? ["'unsafe-eval'"] : [])],
    // A checksum would make browsers ignore `unsafe-inline`.
    'style-src': ["'self'", ...(development ? ["'unsafe-inline'"] : styles.map((hash) => `'${hash}'`))],
    'img-src': ["'self'", 'data:', ...(room ? ['blob:'] : [])],
    'font-src': ["'self'"],
    'media-src': ["'self'", ...(room ? ['blob:', 'mediastream:'] : [])],
    'connect-src': ["'self'", ...(room ? mediaOrigins(mediaServer) : [])],
    'worker-src': room ? ["'self'", 'blob:'] : ["'none'"],
    'manifest-src': ["'self'"],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** For answers that are no pages (API): they load nothing at all, whoever opens them. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

function scriptSources(scripts: ScriptProof): string[] {
  if ('hashes' in scripts) return scripts.hashes.map((hash) => `'${hash}'`);
  // Next adds its chunks by script: what a trusted script loads is trusted, addresses alone are not.
  return [`'nonce-${scripts.nonce}'`, "'strict-dynamic'"];
}

/** The client opens a WebSocket, and asks over http(s) why when it is refused. */
function mediaOrigins(mediaServer: string | undefined): string[] {
  if (mediaServer === undefined) return [];
  const { host, protocol } = new URL(mediaServer);
  return protocol === 'wss:' ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`];
}
