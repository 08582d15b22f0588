/**
 * Krankenversichertennummer, the part that never changes: a letter and nine digits, the last one a check digit (§ 290
 * SGB V). It identifies a person, it never authenticates one.
 */
const form = /^[A-Z]\d{9}$/;

/** Upper case without spaces and hyphens, as people write them in between. */
export function normaliseKvnr(written: string): string {
  return written.replace(/[\s\u00a0-]/g, '').toUpperCase();
}

/** @param kvnr normalised */
export function isKvnr(kvnr: string): boolean {
  return form.test(kvnr) && checkDigit(kvnr) === Number(kvnr[9]);
}

/**
 * The letter counts as two digits (A = 01 … Z = 26); digits are weighted 1, 2, 1, 2 …; the cross sums of the products
 * are added; the last digit of that is the check digit. Every single wrong digit is found, not every wrong letter.
 */
export function checkDigit(kvnr: string): number {
  const letter = String(kvnr.charCodeAt(0) - 64).padStart(2, '0');
  const digits = [...`${letter}${kvnr.slice(1, 9)}`].map(Number);
  const sum = digits.reduce((total, digit, i) => total + crossSum(digit * (1 + (i % 2))), 0);
  return sum % 10;
}

function crossSum(product: number): number {
  return product > 9 ? product - 9 : product;
}
