import { checkDigit } from '#lib/booking/core/kvnr.ts';
import type { Contact } from '#lib/booking/schema.ts';

/** An invented number with a true check digit. */
const kvnr = (letterAndDigits: string): string => `${letterAndDigits}${checkDigit(`${letterAndDigits}0`)}`;

const person = (
  contact: Partial<Contact> & Pick<Contact, 'firstName' | 'lastName' | 'gender'>,
  i: number,
): Contact => ({
  phone: `+4922147105${String(i).padStart(2, '0')}`,
  email: `mitglied${i}@beispiel.example`,
  kvnr: null,
  birthDate: null,
  ...contact,
});

/** Invented members: long names, marks and writing that a screen must bear. */
export const demoMembers: readonly { contact: Contact; concern: string | null }[] = [
  {
    contact: person({ gender: 'female', firstName: 'Erika', lastName: 'Beispiel', kvnr: kvnr('B12345678') }, 1),
    concern: 'Ich möchte wissen, welche Unterlagen ich mitbringen soll.',
  },
  {
    contact: person(
      { gender: 'male', firstName: 'Øyvind', lastName: 'Þórsson-Łukaszewicz', birthDate: '1957-02-28' },
      2,
    ),
    concern: null,
  },
  {
    contact: person(
      {
        gender: 'female',
        firstName: 'María del Carmen',
        lastName: 'Fernández de Córdoba y Álvarez de Toledo',
        kvnr: kvnr('F20481632'),
        // Her daughter books for her, and is reached by SMS.
        email: null,
        phone: '+4917604069003',
        representative: { firstName: 'Lucía', lastName: 'Álvarez-Sommer' },
      },
      3,
    ),
    concern:
      'Meine Mutter wohnt seit drei Wochen bei uns. Wir haben viele Fragen: Wer kommt zur Begutachtung, wie lange dauert das, und was können wir tun, bis der Bescheid da ist? Ich bringe die Briefe mit.',
  },
  {
    contact: person({ gender: 'diverse', firstName: 'Kim', lastName: 'Sommerfeld', birthDate: '2001-11-09' }, 4),
    concern: 'Bescheinigung fürs Studium.',
  },
  {
    contact: person({ gender: 'none', firstName: 'Nguyễn Thị', lastName: 'Minh Khai', kvnr: kvnr('N31415926') }, 5),
    concern: null,
  },
  {
    contact: person(
      {
        gender: 'male',
        firstName: 'Hans-Joachim',
        lastName: 'Wolfeschlegelsteinhausenbergerdorff',
        birthDate: '1941-06-30',
      },
      6,
    ),
    concern: 'Bitte sprechen Sie deutlich, ich höre schlecht.',
  },
  {
    contact: person({ gender: 'female', firstName: 'Ayşe Gül', lastName: 'Çağlayan', kvnr: kvnr('C27182818') }, 7),
    concern: 'Verlängerung nach der sechsten Woche.',
  },
];
