import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wishesSchema } from '../schema.ts';
import { languageOf, roomsThatDo, skillsFor, wishesAnything, wishWords } from './wishes.ts';

const wishes = fc.record(
  {
    language: fc.constantFrom('tr', 'en', 'uk'),
    interpreter: fc.constantFrom('sign:dgs', 'language:uk'),
    stepFree: fc.boolean(),
    companion: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('what a member needs besides (BK9)', () => {
  it('becomes skills of advisor, room and interpreter, and words for whoever asks about their data', () => {
    const all = { language: 'tr', interpreter: 'sign:dgs', stepFree: true, companion: true };
    expect(wishesSchema.parse(all)).toEqual(all);
    expect(skillsFor(all)).toEqual({ advisor: ['language:tr'], room: ['step-free'], interpreter: ['sign:dgs'] });
    expect(wishWords(all)).toEqual(['language:tr', 'sign:dgs', 'step-free', 'companion']);
    expect(['language:tr', 'sign:dgs', 'step-free', 'language:'].map(languageOf)).toEqual(['tr', null, null, null]);
  });

  it('is nothing exactly when it has no word', () => {
    fc.assert(
      fc.property(wishes, (some) => {
        expect(wishesAnything(some)).toBe(wishWords(some).length > 0);
      }),
    );
    expect(wishesAnything(undefined)).toBe(false);
  });

  it.each([{ language: 'türkisch' }, { interpreter: 'dgs' }, { interpreter: 'sign:' }, { stepFree: 'ja' }])(
    'is refused when it is no wish: %o',
    (wrong) => expect(wishesSchema.safeParse(wrong).success).toBe(false),
  );
});

describe('a room for somebody who comes along (BK9)', () => {
  const room = (id: string, center: string, ...skills: string[]) => ({ id, center: { id: center }, skills });
  const rooms = [
    room('small', 'marks'),
    room('large', 'marks', 'companion'),
    room('ramp', 'marks', 'step-free'),
    room('any', 'marks-none'),
    room('any-ramp', 'marks-none', 'step-free'),
  ];
  const asked = (given: Partial<Parameters<typeof roomsThatDo>[1]>) => {
    const { rooms: fit, centerIds } = roomsThatDo(rooms, { skills: [], always: true, companion: false, ...given });
    return { rooms: fit.map(({ id }) => id), centers: centerIds === null ? 'all' : [...centerIds] };
  };

  it('is any of a center that marks none, and a marked one of a center that marks some', () => {
    expect(asked({ companion: true })).toEqual({ rooms: ['large', 'any', 'any-ramp'], centers: 'all' });
    expect(asked({}).rooms).toHaveLength(5);
  });

  it('is taken also where no room is needed otherwise, if the center marks some', () => {
    expect(asked({ companion: true, always: false })).toMatchObject({ centers: ['marks'] });
    expect(asked({ always: false })).toEqual({ rooms: [], centers: [] });
  });

  it('has all else that is asked for', () => {
    expect(asked({ skills: ['step-free'] }).rooms).toEqual(['ramp', 'any-ramp']);
    expect(asked({ companion: true, skills: ['step-free'], always: false })).toEqual({
      rooms: ['any-ramp'],
      centers: 'all',
    });
  });
});
