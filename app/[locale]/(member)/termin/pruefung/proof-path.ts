/** Pages of the booking that a proof leads back to; no other site, no other part of ours. */
const booking = /^\/termin(\/[a-z]+)*(\?[\w=&.%:+-]*)?$/;

/** `/termin/pruefung?zurueck=%2Ftermin%2Fcode` */
export function proofPath(back: string): string {
  return `/termin/pruefung?${new URLSearchParams({ zurueck: back }).toString()}`;
}

/** Where to go back to, out of a query or a form; the start of the booking when it names no page of it. */
export function backFrom(said: unknown): string {
  return typeof said === 'string' && booking.test(said) ? said : '/termin';
}

/** The same, with the word that the page there says thank you by. */
export function provedPath(back: string): string {
  return `${back}${back.includes('?') ? '&' : '?'}hinweis=geprueft`;
}
