import type { PartOfDay } from '#lib/booking/list-free-times.ts';
import { type Channel, type ServiceChoice, serviceChoiceSchema } from '#lib/booking/schema.ts';
import { Temporal } from '#lib/platform/time.ts';

/** The query of an address, as Next gives it to pages. */
export type Query = Record<string, string | string[] | undefined>;

const channelWords: Record<Channel, string> = { on_site: 'vor-ort', video: 'video', phone: 'telefon' };
const partWords: Record<PartOfDay, string> = { morning: 'vormittag', afternoon: 'nachmittag' };

/** What the page of free times shows: the choice, and how the times are narrowed. Never anything about a person. */
export interface TimesAddress extends ServiceChoice {
  advisor?: string | undefined;
  partOfDay?: PartOfDay | undefined;
  /** Only this day */
  day?: Temporal.PlainDate | undefined;
  /** Not before this day */
  from?: Temporal.PlainDate | undefined;
}

/** `/termin/weg?leistung=pflegegrad` */
export function waysPath(service: string): string {
  return `/termin/weg?${new URLSearchParams({ leistung: service })}`;
}

/** `/termin/zeit?leistung=pflegegrad&kanal=video&tageszeit=vormittag` */
export function timesPath(address: TimesAddress): string {
  const query = new URLSearchParams({ leistung: address.service, kanal: channelWords[address.channel] });
  if (address.center !== undefined) query.set('ort', address.center);
  if (address.partOfDay !== undefined) query.set('tageszeit', partWords[address.partOfDay]);
  if (address.advisor !== undefined) query.set('mit', address.advisor);
  if (address.day !== undefined) query.set('tag', address.day.toString());
  if (address.from !== undefined) query.set('ab', address.from.toString());
  return `/termin/zeit?${query}`;
}

/** @returns `null` when the query names no service and channel. Parts that make no sense are left out. */
export function readTimesAddress(query: Query): TimesAddress | null {
  const choice = serviceChoiceSchema.safeParse({
    service: one(query['leistung']),
    channel: keyOf(channelWords, one(query['kanal'])),
    center: one(query['ort']),
  });
  if (!choice.success) return null;
  const advisor = one(query['mit']);
  return {
    ...choice.data,
    advisor: advisor !== undefined && /^[0-9a-f-]{36}$/.test(advisor) ? advisor : undefined,
    partOfDay: keyOf(partWords, one(query['tageszeit'])),
    day: readDay(one(query['tag'])),
    from: readDay(one(query['ab'])),
  };
}

/** The service that a query names, unchecked. */
export function readService(query: Query): string | undefined {
  return one(query['leistung']);
}

/** Whether the query names a word: `?hinweis=verlaengert`. */
export function hasHint(query: Query, hint: string): boolean {
  return one(query['hinweis']) === hint;
}

/** "vor-ort", as addresses and forms say it */
export function channelWord(channel: Channel): string {
  return channelWords[channel];
}

/** The channel behind the word of a form or an address. */
export function readChannel(word: string | undefined): Channel | undefined {
  return keyOf(channelWords, word);
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
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
