import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import {
  contactFields,
  type ContactForm,
  contactSchema,
  readContactForm,
  serviceChoiceSchema,
  timeChoiceSchema,
} from './schema.ts';

const today = Temporal.PlainDate.from('2026-12-01');
const form: ContactForm = {
  gender: 'none',
  firstName: 'Kim',
  lastName: 'Sommerfeld',
  phone: '0221 4710555',
  email: 'kim@postfach.example',
  birthDate: '7.3.1984',
};
const read = (changes: ContactForm) => readContactForm({ ...form, ...changes }, today);

describe('the contact form (BK2)', () => {
  it('takes what people write and keeps one form of it', () => {
    expect(
      read({ firstName: '  Anna   Lena ', lastName: 'Mu\u0308ller', kvnr: 'a 123 456 780', concern: ' eins\r\nzwei ' }),
    ).toEqual({
      ok: true,
      concern: 'eins\nzwei',
      contact: {
        gender: 'none',
        firstName: 'Anna Lena',
        lastName: 'Müller',
        phone: '+492214710555',
        email: 'kim@postfach.example',
        kvnr: 'A123456780',
        birthDate: '1984-03-07',
      },
    });
  });

  it.each([
    ['0221 4710555', '+492214710555'],
    ['+49 (0)221 / 4710-555', '+492214710555'],
    ['0049 221 4710555', '+492214710555'],
    ['+90 212 555 01 23', '+902125550123'],
    ['01512 3456789', '+4915123456789'],
  ])('understands the phone number %s', (written, phone) => {
    expect(read({ phone: written })).toMatchObject({ ok: true, contact: { phone } });
  });

  it.each(['1984-03-07', '07.03.1984', '7. 3. 1984', '7.3.1984'])('understands the day %s', (birthDate) => {
    expect(read({ birthDate })).toMatchObject({ ok: true, contact: { birthDate: '1984-03-07' } });
  });

  it('asks for one of number and birth date, and takes both', () => {
    expect(read({ birthDate: '' })).toEqual({
      ok: false,
      errors: { kvnr: 'kvnr-or-birth-date', birthDate: 'kvnr-or-birth-date' },
    });
    expect(read({ birthDate: '', kvnr: 'A123456780' })).toMatchObject({ ok: true, contact: { birthDate: null } });
    // A wrong one beside a right one is still told.
    expect(read({ kvnr: 'A123456781' })).toEqual({ ok: false, errors: { kvnr: 'malformed' } });
  });

  it.each([{}, { reachBy: 'email' }])('needs a mailbox, unless messages go by SMS (%#)', (way) => {
    expect(read({ ...way, email: '' })).toEqual({ ok: false, errors: { email: 'missing' } });
    expect(read({ ...way, phone: '0221 4710555' })).toMatchObject({ contact: { email: 'kim@postfach.example' } });
  });

  it('takes a mobile phone alone for SMS, and keeps no mailbox beside it', () => {
    const sms = { reachBy: 'sms', phone: '0176 04069012' };
    for (const email of ['', 'kim@postfach.example', 'kim@'])
      expect(read({ ...sms, email })).toMatchObject({ ok: true, contact: { email: null, phone: '+4917604069012' } });
    expect(read({ ...sms, phone: '0221 4710555' })).toEqual({ ok: false, errors: { phone: 'not-mobile' } });
    expect(read({ ...sms, phone: '12' })).toEqual({ ok: false, errors: { phone: 'malformed' } });
    expect(read({ reachBy: 'fax' })).toEqual({ ok: false, errors: { reachBy: 'malformed' } });
    expect(readContactForm({ ...form, ...sms }, today, ['email'])).toEqual({
      ok: false,
      errors: { reachBy: 'malformed' },
    });
  });

  it('asks who acts for the member, and keeps no such name of members who book for themselves (AX3)', () => {
    const names = { representativeFirstName: ' Lucía ', representativeLastName: 'Álvarez' };
    expect(read({ actingFor: 'other', ...names })).toMatchObject({
      ok: true,
      contact: { firstName: 'Kim', representative: { firstName: 'Lucía', lastName: 'Álvarez' } },
    });
    expect(read({ actingFor: 'other', representativeLastName: 'x'.repeat(81) })).toEqual({
      ok: false,
      errors: { representativeFirstName: 'missing', representativeLastName: 'too-long' },
    });
    for (const actingFor of ['self', '']) {
      const own = read({ actingFor, ...names });
      expect(own.ok && 'representative' in own.contact).toBe(false);
      expect(own.ok).toBe(true);
    }
    expect(read({ actingFor: 'dog' })).toEqual({ ok: false, errors: { actingFor: 'malformed' } });
  });

  it('tells all errors at once', () => {
    expect(readContactForm({}, today)).toEqual({
      ok: false,
      errors: {
        gender: 'missing',
        firstName: 'missing',
        lastName: 'missing',
        phone: 'missing',
        email: 'missing',
        kvnr: 'kvnr-or-birth-date',
        birthDate: 'kvnr-or-birth-date',
      },
    });
  });

  it('counts what people count: 500 characters with line breaks are 500', () => {
    expect(read({ concern: `${'x'.repeat(249)}\r\n${'x'.repeat(250)}` })).toMatchObject({ ok: true });
    expect(read({ concern: `${'x'.repeat(250)}\r\n${'x'.repeat(250)}` })).toEqual({
      ok: false,
      errors: { concern: 'too-long' },
    });
  });

  it('whatever is posted is refused or kept in the form that is sealed; it never throws', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...contactFields),
      fc.oneof(
        fc.constantFrom('self', 'other', 'email', 'sms', 'female', '0176 04069012', 'kim@postfach.example'),
        fc.string({ unit: 'binary', maxLength: 90 }),
      ),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (changes, beside) => {
        const result = beside ? read(changes) : readContactForm(changes, today);
        const kept = result.ok && contactSchema.safeParse(result.contact).success;
        const refused = !result.ok && Object.keys(result.errors).length > 0;
        expect(kept || refused).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('choices in the address (BK10)', () => {
  it('are read, or refused', () => {
    expect(serviceChoiceSchema.parse({ service: 'pflegegrad', channel: 'video' })).toEqual({
      service: 'pflegegrad',
      channel: 'video',
    });
    expect(
      timeChoiceSchema.parse({
        service: 'pflegegrad',
        channel: 'on_site',
        center: 'koeln',
        startsAt: '2026-12-01T10:00:00Z',
      }).startsAt.epochMilliseconds,
    ).toBe(Date.UTC(2026, 11, 1, 10));
    for (const wrong of [{}, { service: '../x', channel: 'video' }, { service: 'x', channel: 'fax' }]) {
      expect(serviceChoiceSchema.safeParse(wrong).success).toBe(false);
    }
    expect(timeChoiceSchema.safeParse({ service: 'x', channel: 'video', startsAt: 'morgen' }).success).toBe(false);
  });
});
