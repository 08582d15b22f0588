/**
 * Public holidays that hold in some municipalities of a Land only. The library knows the Länder; what the law leaves to
 * municipalities stands here from public lists, not checked against each statute: whoever runs a center looks once, and
 * the center can say otherwise.
 */
export const localHolidays = ['assumption', 'corpus_christi', 'peace_festival'] as const;
export type LocalHoliday = (typeof localHolidays)[number];

export const localHolidayNames: Readonly<Record<LocalHoliday, string>> = {
  assumption: 'Mariä Himmelfahrt',
  corpus_christi: 'Fronleichnam',
  peace_festival: 'Augsburger Friedensfest',
};

/**
 * Bayern, Mariä Himmelfahrt (Art. 1 FTG): a holiday where more Catholics than Protestants live, as the Landesamt für
 * Statistik states it: in 1,704 of 2,056 municipalities (census of 2011). So it counts as one, but in these; a center in
 * a smaller one of the 352 others says so itself. Closed on a working day is the lesser evil: nobody stands before
 * a locked door.
 */
const withoutAssumption = new Set([
  'ansbach',
  'bayreuth',
  'coburg',
  'erlangen',
  'fürth',
  'harburg',
  'hof',
  'kitzingen',
  'königsberg in bayern',
  'leipheim',
  'nördlingen',
  'nürnberg',
  'oettingen in bayern',
  'schwabach',
]);

/** Fronleichnam: in Sachsen by the FronleichnamsVO; in Thüringen in the Eichsfeld and around. Whole municipalities only. */
const withCorpusChristi: Readonly<Record<string, ReadonlySet<string>>> = {
  SN: new Set([
    'crostwitz',
    'königswartha',
    'nebelschütz',
    'panschwitz-kuckau',
    'puschwitz',
    'radibor',
    'ralbitz-rosenthal',
    'räckelwitz',
    'wittichenau',
  ]),
  TH: new Set([
    'buttlar',
    'dingelstädt',
    'geisa',
    'heilbad heiligenstadt',
    'leinefelde-worbis',
    'schleid',
    'südeichsfeld',
  ]),
};

/** The local holidays that a municipality has, as far as they are known. */
export function localHolidaysOf(land: string, municipality: string): LocalHoliday[] {
  const name = plainName(municipality);
  const found: LocalHoliday[] = [];
  if (land === 'BY' && !withoutAssumption.has(name)) found.push('assumption');
  if (withCorpusChristi[land]?.has(name) === true) found.push('corpus_christi');
  if (land === 'BY' && name === 'augsburg') found.push('peace_festival');
  return found;
}

/** "Fürth (Bayern)", "Fürth, Stadt" and "Stadt Fürth" are one name. */
function plainName(municipality: string): string {
  return municipality
    .normalize('NFC')
    .toLowerCase()
    .replace(/[,(/].*$/u, '')
    .replace(/^(landeshauptstadt|stadt|markt|gemeinde)\s+/u, '')
    .trim();
}
