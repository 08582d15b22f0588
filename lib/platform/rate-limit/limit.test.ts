import { expect, test } from 'vitest';
import { multiplied, rateLimitHeaders } from './limit.ts';

const limit = { kind: 'hold', minutes: 60, near: 40, most: 400 };

test('programs are told quota and rest, in the form of the draft (BK15)', () => {
  expect(rateLimitHeaders({ limit, quota: 40, remaining: 39, reset: 1200, day: '2026-12-01' })).toEqual({
    'RateLimit-Policy': '"hold";q=40;w=3600',
    RateLimit: '"hold";r=39;t=1200',
  });
});

test('a factor makes both ends more generous, and never less than one (BK12)', () => {
  expect(multiplied(limit, 2.5)).toMatchObject({ near: 100, most: 1000 });
  expect(multiplied(limit, 0.001)).toMatchObject({ near: 1, most: 1 });
});
