import { describe, expect, it } from 'vitest';
import { withRefusalStatus } from './refused-post.ts';

const rewrite = () => new Response(null, { headers: { 'x-middleware-rewrite': '/de/termin/daten' } });

describe('status of a page that answers a post', () => {
  it('is 422 and keeps what the proxy decided', () => {
    const answer = withRefusalStatus('POST', rewrite());
    expect(answer.status).toBe(422);
    expect(answer.headers.get('x-middleware-rewrite')).toBe('/de/termin/daten');
  });

  it('is untouched when a page is only read', () => {
    expect(withRefusalStatus('GET', rewrite()).status).toBe(200);
    expect(withRefusalStatus('HEAD', rewrite()).status).toBe(200);
  });

  it('is untouched when the proxy itself leads on', () => {
    const moved = new Response(null, { status: 307, headers: { location: '/termin' } });
    expect(withRefusalStatus('POST', moved).status).toBe(307);
  });
});
