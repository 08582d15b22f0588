type HeadersInput = { room: boolean; production: boolean; secure: boolean };

/** Security headers of every answer, beside its Content-Security-Policy. */
export function securityHeaders({ room, production, secure }: HeadersInput): Record<string, string> {
  const device = room ? '(self)' : '()';
  return {
    // Not `no-referrer`: with it browsers post forms with `Origin: null`, which the guard below refuses.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': [
      `camera=${device}`,
      `microphone=${device}`,
      `display-capture=${device}`,
      `speaker-selection=${device}`,
      `screen-wake-lock=${device}`,
      'geolocation=()',
      'payment=()',
      'usb=()',
      'browsing-topics=()',
    ].join(', '),
    ...(production && secure && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  };
}

// The rooms: the only pages that may use camera and microphone and reach the media server. They are entered by plain
// links, never by client-side navigation, because a document keeps the policy that it was loaded with.
const roomPaths = [/^\/videoberatung(\/|$)/, /^\/arbeitsplatz\/videoberatung(\/|$)/];

/** @param path address path without language */
export function isRoom(path: string): boolean {
  return roomPaths.some((pattern) => pattern.test(path));
}
