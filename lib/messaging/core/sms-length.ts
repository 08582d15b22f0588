/** Characters of the GSM 7-bit alphabet (3GPP TS 23.038) that cost one place … */
const single =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** … and two. */
const double = '^{}\\[~]|€';

/**
 * In how many parts a network sends an SMS: 160 characters alone or 153 a part; with any character outside of the GSM
 * alphabet (a dash, a typographic quotation mark) 70 alone or 67 a part.
 */
export function smsSegments(text: string): number {
  const inAlphabet = [...text].every((character) => single.includes(character) || double.includes(character));
  const places = inAlphabet
    ? [...text].reduce((sum, character) => sum + (double.includes(character) ? 2 : 1), 0)
    : text.length;
  const [alone, part] = inAlphabet ? [160, 153] : [70, 67];
  return places <= alone ? 1 : Math.ceil(places / part);
}
