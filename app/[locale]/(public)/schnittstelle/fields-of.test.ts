import { expect, test } from 'vitest';
import { fieldsOf } from './fields-of.ts';

test('fields are rows, inner ones behind their own', () => {
  const center = { type: 'object', properties: { slug: { type: 'string' } }, required: ['slug'] };
  const rows = fieldsOf({
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['channel'],
          properties: {
            channel: { type: 'string', enum: ['video', 'phone'], description: 'How' },
            center: { anyOf: [center, { type: 'null' }], description: 'Where' },
            startsAt: { type: 'string', format: 'date-time' },
          },
        },
      },
      channels: { type: 'array', items: { type: 'string', enum: ['video', 'phone'] } },
      next: { type: ['string', 'null'] },
    },
  });
  expect(rows.map(({ name, form, meaning, required }) => [name, form, meaning, required])).toEqual([
    ['items', 'object[]', '', true],
    ['items[].channel', 'video | phone', 'How', true],
    ['items[].center', 'object | null', 'Where', false],
    ['items[].center.slug', 'string', '', true],
    ['items[].startsAt', 'date-time', '', false],
    ['channels', '(video | phone)[]', '', false],
    ['next', 'string | null', '', true],
  ]);
});
