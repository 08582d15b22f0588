/** What the scenario `demo` offers. Everything is invented; phone numbers are from the range kept free for films. */

export const demoCenters = [
  {
    slug: 'koeln',
    name: 'Servicestelle Köln',
    street: 'Am Musterplatz 4',
    postcode: '50679',
    city: 'Köln',
    land: 'NW',
    municipality: 'Köln',
    stepFree: true,
    phone: '+492214710100',
  },
  {
    slug: 'bonn',
    name: 'Servicestelle Bonn',
    street: 'Beispielgasse 17',
    postcode: '53111',
    city: 'Bonn',
    land: 'NW',
    municipality: 'Bonn',
    stepFree: false,
    phone: '+492214710200',
  },
  {
    slug: 'muenchen',
    name: 'Servicestelle München',
    street: 'Probeweg 29',
    postcode: '80331',
    city: 'München',
    land: 'BY',
    municipality: 'München',
    stepFree: true,
    phone: '+498999998100',
  },
] as const;

export type DemoCenter = (typeof demoCenters)[number]['slug'];

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export interface DemoRule {
  kind: 'open' | 'break';
  weekday: number;
  startMinute: number;
  endMinute: number;
  /** Every n-th week, counted from the week of `weeksFrom` */
  everyWeeks?: number;
  weeksFrom?: Date;
  /** The n-th such weekday of a month */
  nthOfMonth?: number;
}

/** Rules for weekdays, each day with the same openings, such as `'08:00-12:00'`. */
export function weekly(weekdays: readonly number[], ...openings: string[]): DemoRule[] {
  return weekdays.flatMap((weekday) =>
    openings.map((opening) => ({
      kind: 'open' as const,
      weekday,
      startMinute: minutes(opening.slice(0, 5)),
      endMinute: minutes(opening.slice(6, 11)),
    })),
  );
}

const asBreaks = (rules: readonly DemoRule[]): DemoRule[] => rules.map((rule) => ({ ...rule, kind: 'break' }));
/** In even weeks of a count that began with 2026. */
const everySecondWeek = (rules: readonly DemoRule[]): DemoRule[] =>
  rules.map((rule) => ({ ...rule, everyWeeks: 2, weeksFrom: new Date('2026-01-05') }));
const firstOfMonth = (rules: readonly DemoRule[]): DemoRule[] => rules.map((rule) => ({ ...rule, nthOfMonth: 1 }));

const password = 'Sprechzeit-Demo-26';

export interface DemoAdvisor {
  email: string;
  password: string;
  /** What members read */
  label: string;
  /** What colleagues read */
  displayName: string;
  center: DemoCenter;
  services: readonly string[];
  hours: readonly DemoRule[];
  /** Languages besides German */
  skills: readonly string[];
}

export const demoAdvisors: readonly DemoAdvisor[] = [
  {
    email: 'schaefer@musterkasse.example',
    password,
    label: 'Frau Schäfer',
    displayName: 'Miriam Schäfer',
    center: 'koeln',
    services: ['allgemeine-beratung', 'mitgliedschaft'],
    // The video team is there around the clock, so that whoever tries the demo finds a time within minutes.
    hours: weekly([1, 2, 3, 4, 5, 6, 7], '00:00-24:00'),
    skills: ['language:en'],
  },
  {
    email: 'yildiz@musterkasse.example',
    password,
    label: 'Frau Yıldız',
    displayName: 'Elif Yıldız',
    center: 'koeln',
    services: ['pflegegrad', 'hilfsmittel', 'krankengeld', 'pflegekurs'],
    hours: [
      ...weekly([1, 2, 3, 4], '08:00-16:30'),
      ...asBreaks(weekly([1, 2, 3, 4], '12:00-12:45')),
      ...weekly([5], '08:00-13:00'),
    ],
    skills: ['language:tr'],
  },
  {
    email: 'brandt@musterkasse.example',
    password,
    label: 'Herr Brandt',
    displayName: 'Thomas Brandt',
    center: 'koeln',
    services: ['mitgliedschaft', 'krankengeld', 'hilfsmittel', 'reha'],
    hours: [
      ...weekly([1, 3, 5], '09:00-13:00'),
      ...weekly([2, 4], '10:00-18:00'),
      ...everySecondWeek(weekly([6], '09:00-12:00')),
    ],
    skills: [],
  },
  {
    email: 'nowak@musterkasse.example',
    password,
    label: 'Frau Dr. Nowak-Lindqvist',
    displayName: 'Dr. Zofia Nowak-Lindqvist',
    center: 'bonn',
    services: ['pflegegrad', 'hilfsmittel', 'reha', 'pflegekurs'],
    hours: [...weekly([1, 2, 3, 4, 5], '08:30-12:30', '13:30-16:00'), ...firstOfMonth(weekly([4], '16:00-18:30'))],
    skills: ['language:en', 'language:pl'],
  },
  {
    email: 'okonkwo@musterkasse.example',
    password,
    label: 'Herr Okonkwo',
    displayName: 'Samuel Okonkwo',
    center: 'muenchen',
    services: ['pflegegrad', 'hilfsmittel', 'mitgliedschaft', 'krankengeld', 'reha'],
    hours: [...weekly([1, 2, 4, 5], '08:00-12:00', '13:00-17:00'), ...weekly([3], '08:00-12:00')],
    skills: ['language:en'],
  },
];

const everywhere = ['on_site', 'video', 'phone'] as const;

export const demoServices = [
  {
    slug: 'allgemeine-beratung',
    nameDe: 'Allgemeine Beratung',
    nameEn: 'General advice',
    descriptionDe: 'Wenn Sie nicht genau wissen, wer zuständig ist, oder mehrere Fragen haben.',
    descriptionEn: 'If you are not sure who is responsible, or have several questions.',
    duration: 30,
    bufferBefore: 0,
    bufferAfter: 0,
    leadTime: 5,
    horizonDays: 42,
    channels: ['video', 'phone'],
    changeDeadline: 5,
    reminders: [60],
  },
  {
    slug: 'pflegegrad',
    nameDe: 'Pflegegrad und Pflegeleistungen',
    nameEn: 'Care level and care benefits',
    descriptionDe: 'Pflegegrad beantragen, Leistungen wählen, Hilfe für pflegende Angehörige.',
    descriptionEn: 'Applying for a care level, choosing benefits, help for relatives who care.',
    duration: 45,
    bufferBefore: 0,
    bufferAfter: 15,
    leadTime: 120,
    horizonDays: 56,
    channels: everywhere,
    needsRoom: true,
    changeDeadline: 1440,
    reminders: [2880, 120],
  },
  {
    slug: 'hilfsmittel',
    nameDe: 'Hilfsmittel',
    nameEn: 'Medical aids',
    descriptionDe: 'Rollstuhl, Hörgerät, Einlagen und anderes: was wir bezahlen und wie Sie es bekommen.',
    descriptionEn: 'Wheelchair, hearing aid, insoles and more: what we pay and how you get it.',
    duration: 30,
    bufferBefore: 0,
    bufferAfter: 10,
    leadTime: 60,
    horizonDays: 42,
    channels: everywhere,
    needsRoom: true,
    changeDeadline: 1440,
    reminders: [1440],
  },
  {
    slug: 'krankengeld',
    nameDe: 'Krankengeld',
    nameEn: 'Sick pay',
    descriptionDe: 'Wenn Sie länger als sechs Wochen krank sind.',
    descriptionEn: 'If you are ill for more than six weeks.',
    duration: 30,
    bufferBefore: 0,
    bufferAfter: 10,
    leadTime: 60,
    horizonDays: 42,
    channels: everywhere,
    changeDeadline: 1440,
    reminders: [1440],
  },
  {
    slug: 'mitgliedschaft',
    nameDe: 'Mitgliedschaft und Beiträge',
    nameEn: 'Membership and contributions',
    descriptionDe: 'Mitglied werden, Familie mitversichern, Beiträge und Bescheinigungen.',
    descriptionEn: 'Becoming a member, insuring your family, contributions and certificates.',
    duration: 30,
    bufferBefore: 0,
    bufferAfter: 0,
    leadTime: 5,
    horizonDays: 42,
    channels: everywhere,
    changeDeadline: 120,
    reminders: [1440],
  },
  {
    slug: 'reha',
    nameDe: 'Reha und Kur',
    nameEn: 'Rehabilitation and cures',
    descriptionDe: 'Reha beantragen, die passende Einrichtung finden, Kur für Mutter oder Vater mit Kind.',
    descriptionEn: 'Applying for rehabilitation, finding the right place, cures for a parent with child.',
    duration: 45,
    bufferBefore: 0,
    bufferAfter: 15,
    leadTime: 120,
    horizonDays: 56,
    channels: ['on_site', 'phone'],
    needsRoom: true,
    changeDeadline: 2880,
    reminders: [2880],
    remindBy: 'both',
  },
  {
    slug: 'pflegekurs',
    nameDe: 'Kurs: Pflegen zu Hause',
    nameEn: 'Course: caring at home',
    descriptionDe: 'Heben, waschen, umlagern: Handgriffe für Angehörige, in einer kleinen Gruppe.',
    descriptionEn: 'Lifting, washing, turning: techniques for relatives, in a small group.',
    duration: 90,
    bufferBefore: 15,
    bufferAfter: 15,
    leadTime: 120,
    horizonDays: 56,
    channels: ['on_site'],
    needsRoom: true,
    changeDeadline: 1440,
    reminders: [2880],
    groupSize: 8,
  },
] as const;
