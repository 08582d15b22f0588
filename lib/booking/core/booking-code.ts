/** What can be spelled on the phone and not misread: no 0 and O, no 1 and I; without U there are 31, a prime. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const modulus = alphabet.length;

/**
 * A booking code: seven random characters and a check character, which finds every single wrong one and every swap of
 * two neighbours.
 * @param random a whole number from 0 up to (not including) its argument
 */
export function makeBookingCode(random: (below: number) => number): string {
  const body = Array.from({ length: 7 }, () => alphabet[random(modulus)]).join('');
  return body + checkCharacter(body);
}

/** "abcd-efgh" → "ABCDEFGH"; `null` when it cannot be a code of ours. */
export function readBookingCode(written: string): string | null {
  const code = written.replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== 8 || [...code].some((character) => !alphabet.includes(character))) return null;
  return checkCharacter(code.slice(0, 7)) === code[7] ? code : null;
}

/** "ABCD EFGH", as people read it aloud. */
export function spellBookingCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** Weights 1 to 7 modulo a prime: different for each place, so a wrong character and a swap both change the sum. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, i) => total + alphabet.indexOf(character) * (i + 1), 0);
  return alphabet[sum % modulus] ?? '';
}
