/**
 * Who runs this installation: the one file (beside app/brand.css for colours) that an insurer edits.
 * "Musterkasse Gesund" and everything here is invented; the numbers are from the range that the
 * Bundesnetzagentur keeps free for films.
 */
export const brand = {
  name: 'Musterkasse Gesund',
  legalName: 'Musterkasse Gesund, Körperschaft des öffentlichen Rechts',
  address: { street: 'Musterallee 12', postalCode: '12345', city: 'Musterstadt' },
  /** A human answers here. `e164` goes into links, `display` is read by people. */
  phone: { e164: '+493023125010', display: '030 23125-010' },
  phoneHours: { weekdays: { from: '08:00', to: '18:00' } },
  fax: { display: '030 23125-099' },
  email: 'service@musterkasse-gesund.example',
  accessibilityEmail: 'barriere@musterkasse-gesund.example',
  /** Says so in the Impressum; false for a real insurer. */
  invented: true,
  board: 'Dr. Amira Sonnfeld, Jakob Lindner',
  supervisor: 'Bundesamt für Soziale Sicherung, Friedrich-Ebert-Allee 38, 53113 Bonn',
  dpo: {
    name: 'Henrike Paulsen',
    email: 'datenschutz@musterkasse-gesund.example',
    phone: { e164: '+493023125020', display: '030 23125-020' },
  },
  supervisoryAuthority: {
    name: 'Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit',
    address: 'Graurheindorfer Straße 153, 53117 Bonn',
    email: 'poststelle@bfdi.bund.de',
  },
  /** Path of the video in German sign language below public/, as soon as the insurer has one. */
  signLanguageVideo: null as null | { source: string; poster: string },
} as const;
