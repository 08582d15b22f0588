import type { PartOfDay } from '#lib/booking/free-times/list-free-times.ts';
import {
  type Channel,
  maxServices,
  type ServiceChoice,
  serviceChoiceSchema,
  type Wishes,
  wishesSchema,
} from '#lib/booking/schema.ts';
import { Temporal } from '#lib/platform/time.ts';

/** The query of an address, as Next gives it to pages. */
export type Query = Record<string, string | string[] | undefined>;

const channelWords: Record<Channel, string> = { on_site: 'vor-ort', video: 'video', phone: 'telefon' };
const partWords: Record<PartOfDay, string> = { morning: 'vormittag', afternoon: 'nachmittag' };
const yes = 'ja';

/** What it is about: one topic, or several in one appointment. */
export type Topics = Pick<ServiceChoice, 'service' | 'further'>;

/** What was chosen on the way to a time, and how the times are narrowed. Never anything about a person. */
export interface ChoiceAddress extends ServiceChoice {
  advisor?: string | undefined;
  wishes?: Wishes | undefined;
  partOfDay?: PartOfDay | undefined;
}

/** What the page of free times shows. */
export interface TimesAddress extends ChoiceAddress {
  /** Only this day */
  day?: Temporal.PlainDate | undefined;
  /** Not before this day */
  from?: Temporal.PlainDate | undefined;
}

type Fields = [name: string, value: string][];

/** All topics in their order. */
export function topicsOfChoice({ service, further }: Topics): string[] {
  return [...new Set([service, ...(further ?? [])])];
}

/** The first of these topics, and the others. */
export function choiceOfTopics([service = '', ...further]: readonly string[]): Topics {
  return further.length > 0 ? { service, further } : { service };
}

/** `/termin/weg?leistung=pflegegrad`, with `&dazu=hilfsmittel` for what is talked about besides */
export function waysPath(topics: Topics): string {
  return `/termin/weg?${new URLSearchParams(topicFields(topics))}`;
}

/** Where topics are added to others: `/termin/dazu?leistung=pflegegrad` */
export function furtherPath(topics: Topics): string {
  return `/termin/dazu?${new URLSearchParams(topicFields(topics))}`;
}

/** Where topics are changed: where the first one is chosen, or, of several, where one is taken away again. */
export function topicsPath(topics: Topics | null): string {
  return topics?.further === undefined ? '/termin' : furtherPath(topics);
}

/** `/termin/zeit?leistung=pflegegrad&kanal=video&tageszeit=vormittag` */
export function timesPath(address: TimesAddress): string {
  const query = new URLSearchParams(choiceFields(address));
  if (address.day !== undefined) query.set('tag', address.day.toString());
  if (address.from !== undefined) query.set('ab', address.from.toString());
  return `/termin/zeit?${query}`;
}

/** `/termin/monat?leistung=pflegegrad&kanal=video&monat=2026-12`; without a month the present one */
export function monthPath(address: ChoiceAddress, month?: Temporal.PlainDate): string {
  const query = new URLSearchParams(choiceFields(address));
  if (month !== undefined) query.set('monat', month.toString().slice(0, 7));
  return `/termin/monat?${query}`;
}

/** A choice as fields of an address or a form. */
export function choiceFields(choice: ChoiceAddress): Fields {
  const { channel, center, partOfDay, advisor, wishes = {} } = choice;
  const optional: [string, string | undefined][] = [
    ['ort', center],
    ['tageszeit', partOfDay === undefined ? undefined : partWords[partOfDay]],
    ['mit', advisor],
    ['sprache', wishes.language],
    ['dolmetschen', wishes.interpreter],
    ['stufenlos', wishes.stepFree === true ? yes : undefined],
    ['begleitung', wishes.companion === true ? yes : undefined],
  ];
  return [
    ...topicFields(choice),
    ['kanal', channelWords[channel]],
    ...optional.filter((field): field is [string, string] => field[1] !== undefined),
  ];
}

function topicFields(topics: Topics): Fields {
  const [service = '', ...further] = topicsOfChoice(topics);
  return [['leistung', service], ...further.map((slug): Fields[number] => ['dazu', slug])];
}

/** @returns `null` when the query names no service and channel. Parts that make no sense are left out. */
export function readTimesAddress(query: Query): TimesAddress | null {
  const choice = readChoice((name) => all(query[name]));
  if (choice === null) return null;
  return { ...choice, day: readDay(one(query['tag'])), from: readDay(one(query['ab'])) };
}

/** The same of fields from an address or a form. @param read all values of a field, empty ones left out */
export function readChoice(read: (name: string) => string[]): ChoiceAddress | null {
  const further = read('dazu');
  const choice = serviceChoiceSchema.safeParse({
    service: read('leistung')[0],
    further: further.length > 0 ? further : undefined,
    channel: keyOf(channelWords, read('kanal')[0]),
    center: read('ort')[0],
  });
  if (!choice.success) return null;
  const advisor = read('mit')[0];
  return {
    ...choice.data,
    advisor: advisor !== undefined && /^[0-9a-f-]{36}$/.test(advisor) ? advisor : undefined,
    partOfDay: readPartOfDay(read('tageszeit')[0]),
    wishes: readWishes(read),
  };
}

/** "vormittag" → `morning` */
export function readPartOfDay(word: string | undefined): PartOfDay | undefined {
  return keyOf(partWords, word);
}

function readWishes(read: (name: string) => string[]): Wishes | undefined {
  const { language, interpreter } = wishesSchema.shape;
  const wishes: Wishes = {
    language: language.safeParse(read('sprache')[0]).data,
    interpreter: interpreter.safeParse(read('dolmetschen')[0]).data,
    stepFree: read('stufenlos')[0] === yes ? true : undefined,
    companion: read('begleitung')[0] === yes ? true : undefined,
  };
  const said = Object.entries(wishes).filter(([, wish]) => wish !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** The topics that a query names, unchecked; `null` when it names none. */
export function readTopics(query: Query): Topics | null {
  const [service] = all(query['leistung']);
  if (service === undefined) return null;
  return choiceOfTopics(topicsOfChoice({ service, further: all(query['dazu']) }).slice(0, maxServices));
}

/** The first day of the month that a query names. */
export function readMonth(query: Query): Temporal.PlainDate | undefined {
  return readDay(`${one(query['monat'])}-01`);
}

/** Whether the query names a word: `?hinweis=verlaengert`. */
export function hasHint(query: Query, hint: string): boolean {
  return one(query['hinweis']) === hint;
}

export function all(value: string | string[] | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((text) => text !== undefined && text !== '') as string[];
}

function one(value: string | string[] | undefined): string | undefined {
  return all(value)[0];
}

function keyOf<Key extends string>(words: Record<Key, string>, word: string | undefined): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word);
}

function readDay(text: string | undefined): Temporal.PlainDate | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
