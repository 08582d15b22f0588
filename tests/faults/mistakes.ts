import { messagesOf } from '#lib/platform/i18n/messages.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { person } from '#tests/setup/booking-journey.ts';
import type { Typed } from '#tests/setup/scriptless-browser.ts';

interface Mistake {
  /** As in `come-to-page.ts` */
  place: string;
  typed?: Typed;
  /** What nobody sees in the form */
  sent?: Typed;
  /** The word with which the page answers */
  said: (language: Locale) => string;
}

const nobody = '00000000-0000-4000-8000-000000000000';

export const mistakes: readonly Mistake[] = [
  {
    place: '/termin/daten',
    typed: { ...person(871), email: 'post.example' },
    said: (language) => messagesOf(language).booking.fieldErrors.emailMalformed,
  },
  {
    place: '/termin/code',
    typed: { code: '12 34 5' },
    said: (language) => messagesOf(language).booking.code.missing,
  },
  {
    place: '/termin/mein',
    typed: { buchungscode: 'ABCD EFG0' },
    said: (language) => messagesOf(language).changing.entry.codeMalformed,
  },
  {
    place: '/termin/mein/code',
    typed: { code: '12 34 5' },
    said: (language) => messagesOf(language).changing.code.missing,
  },
  {
    place: '/termin/mein/verschieben/pruefen',
    sent: { tun: 'verschieben', stand: '99' },
    said: (language) => messagesOf(language).changing.meanwhileTitle,
  },
  {
    place: '/termin/warteliste/daten',
    typed: { ...person(872), email: 'post.example' },
    said: (language) => messagesOf(language).booking.fieldErrors.emailMalformed,
  },
  {
    place: '/termin/warteliste/code',
    typed: { code: '12 34 5' },
    said: (language) => messagesOf(language).waiting.code.missing,
  },
  {
    place: '/termin/warteliste/mein',
    typed: { wartecode: 'ABCD EFG0' },
    said: (language) => messagesOf(language).waiting.entry.codeMalformed,
  },
  {
    place: '/termin/warteliste/stand with an offer',
    sent: { tun: 'ablehnen', angebot: nobody },
    said: (language) => messagesOf(language).waiting.standing.overTitle,
  },
  {
    place: '/termin/warteliste/frueher',
    sent: { bis: 'gestern' },
    said: (language) => messagesOf(language).waiting.earlier.daysTitle,
  },
];
