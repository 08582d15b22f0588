import { describe, expect, it } from 'vitest';
import { permitted } from './log.ts';

/** What a careless caller could pass past the compiler. */
const careless = (fields: Record<string, unknown>) => permitted(fields);

describe('the log (LG3)', () => {
  it('writes ids, words of ours and figures', () => {
    const fields = {
      appointmentId: '0196f3c2-0000-7000-8000-000000000000',
      job: 'privacy:purge',
      route: '/api/v1/termine',
      count: 3,
      counts: { removed: 2 },
    };
    expect(permitted(fields)).toEqual(fields);
  });

  it('drops every field that is not on the list', () => {
    expect(careless({ name: 'Sibylle', email: 'a@b.example', ip: '192.0.2.1', body: { kvnr: 'A123456780' } })).toEqual(
      {},
    );
  });

  it.each(['Sibylle Brandt', 'sibylle@example.org', '+49 30 23125', 'a\nb', 'ä', '', 'x'.repeat(101)])(
    'writes no free text: %j',
    (text) => {
      expect(permitted({ reason: text })).toEqual({ reason: '[dropped]' });
    },
  );

  it('keeps kind, code and places of a fault, and nothing that it says', () => {
    const fault = Object.assign(new TypeError('no such member: Sibylle Brandt, A123456780'), {
      code: 'E42',
      detail: 'Key (email)=(a@b.example)',
    });
    const written = JSON.stringify(permitted({ fault }));
    expect(written).toContain('TypeError');
    expect(written).toContain('E42');
    expect(written).toContain('log.test.ts');
    expect(written).not.toMatch(/Sibylle|A123456780|a@b\.example/);
  });

  it('keeps nothing of a fault that is no Error, nor of one that quotes values over several lines', () => {
    expect(permitted({ fault: 'Sibylle' })).toEqual({ fault: { kind: 'string' } });
    const fault = new Error('first\n    at Sibylle Brandt\nlast');
    expect(JSON.stringify(permitted({ fault }))).not.toContain('Sibylle');
  });

  it('counts are figures under words of ours, and nothing else', () => {
    expect(careless({ counts: { removed: 2, 'Sibylle Brandt': 1, note: 'Sibylle' } })).toEqual({
      counts: { removed: 2 },
    });
    expect(careless({ counts: 'Sibylle' })).toEqual({ counts: {} });
  });
});
