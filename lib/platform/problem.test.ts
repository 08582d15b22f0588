import { describe, expect, it } from 'vitest';
import { problemNames, problemResponse, statusOf } from './problem.ts';

describe('problems (RFC 9457)', () => {
  it('have the media type, an own status in body and line, and are never cached', async () => {
    const response = problemResponse('time-taken', { alternatives: 3 });
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      type: '/problems/time-taken',
      title: 'time-taken',
      status: 409,
      alternatives: 3,
    });
  });

  it('have each a status that blames either the client or us', () => {
    for (const name of problemNames) {
      expect(statusOf(name)).toBeGreaterThanOrEqual(400);
      expect(statusOf(name)).toBeLessThan(600);
    }
    expect(problemNames.filter((name) => statusOf(name) >= 500)).toEqual(['video-unavailable', 'internal']);
  });
});
