/** Ways to every page on which something is typed or pressed for an appointment, or for a place on the waiting list. */
import { freeTimesAnswer } from '#lib/booking/api/api-schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { type ApiClient, openApiClient } from '#tests/setup/api-client.ts';
import { formWith, offeredTimes, person, pressTime, sendData, timesPath } from '#tests/setup/booking-journey.ts';
import { offerKeptTime } from '#tests/setup/kept-time.ts';
import { openScriptlessBrowser, type Page, type ScriptlessBrowser } from '#tests/setup/scriptless-browser.ts';
import { bookAndOpen, joinList } from './booked-member.ts';

let people = 900;

const choice = { service: 'allgemeine-beratung', channel: 'video' };
const berlin = 'Europe/Berlin';
const waiting = '/termin/warteliste';

export type Came = { browser: ScriptlessBrowser; page: Page };
type Way = (stack: Stack) => Promise<Came>;

const browserOf = (stack: Stack) => openScriptlessBrowser(stack.urls.member, stack.urls.member);
const today = () => Temporal.Now.plainDateISO(berlin);
const wishedDays = () => ({ firstDay: today().toString(), lastDay: today().add({ weeks: 1 }).toString() });

/** On the way to an appointment; each page is reached over the ones before it. */
const onTheWay: Record<string, Way> = {
  '/termin/zeit': async (stack) => {
    const browser = browserOf(stack);
    return { browser, page: await browser.get(timesPath) };
  },
  '/termin/daten': async (stack) => {
    const { browser, page } = await comeTo('/termin/zeit', stack);
    return { browser, page: await pressTime(browser, page, offeredTimes(page).at(-1 - (people++ % 7)) ?? '') };
  },
  '/termin/code': async (stack) => {
    const { browser, page } = await comeTo('/termin/daten', stack);
    return { browser, page: await sendData(browser, page, person(people++)) };
  },
};

/** Of whoever has an appointment and proved the mailbox. */
const opened =
  (path: string): Way =>
  async (stack) => {
    const browser = browserOf(stack);
    browser.setCookie('__Host-termin', (await openedMember(stack)).client.token);
    return { browser, page: await browser.get(path) };
  };

/** Of whoever has one and is asked for the six digits. */
const askedForDigits: Way = async (stack) => {
  const { client, bookingCode } = await openedMember(stack);
  await client.send('requestAccess', { body: { bookingCode } });
  const browser = browserOf(stack);
  browser.setCookie('__Host-termin-buchungscode', bookingCode.replace(' ', ''));
  return { browser, page: await browser.get('/termin/mein/code') };
};

const checksMove: Way = async (stack) => {
  const { browser, page } = await comeTo('/termin/mein/verschieben', stack);
  const zeit = offeredTimes(page).at(-1 - (people++ % 7)) ?? '';
  return { browser, page: await browser.post(page, formWith(page, 'zeit'), {}, { zeit }) };
};

const joining: Way = async (stack) => {
  const client = openApiClient(() => stack.urls.member);
  await client.send('joinWaitingList', { body: { ...choice, ...wishedDays(), ...person(people++) } });
  return withToken(stack, client, `${waiting}/code`);
};

const standing: Way = async (stack) => {
  const client = openApiClient(() => stack.urls.member);
  await joinList(stack, client, { ...choice, ...wishedDays() });
  return withToken(stack, client, `${waiting}/stand`);
};

const offered: Way = async (stack) => {
  const { browser, page } = await standing(stack);
  await offerKeptTime(stack.migrateUrl, 'open');
  return { browser, page: await browser.get(page.path) };
};

/** Each with the way to it, and its German address. */
const ways: Record<string, Way> = {
  ...onTheWay,
  '/termin/mein': opened('/termin/mein'),
  '/termin/mein/anzeigen': opened('/termin/mein/anzeigen'),
  '/termin/mein/verschieben': opened('/termin/mein/verschieben'),
  '/termin/mein/weg': opened('/termin/mein/weg'),
  '/termin/mein/absagen': opened('/termin/mein/absagen'),
  '/termin/mein/code': askedForDigits,
  '/termin/mein/verschieben/pruefen': checksMove,
  [`${waiting}/daten`]: async (stack) => {
    const browser = browserOf(stack);
    const { firstDay: ab, lastDay: bis } = wishedDays();
    const query = new URLSearchParams({ leistung: choice.service, kanal: choice.channel, ab, bis });
    return { browser, page: await browser.get(`${waiting}/daten?${query}`) };
  },
  [`${waiting}/code`]: joining,
  [`${waiting}/mein`]: async (stack) => {
    const browser = browserOf(stack);
    return { browser, page: await browser.get(`${waiting}/mein`) };
  },
  [`${waiting}/stand`]: standing,
  [`${waiting}/stand with an offer`]: offered,
  [`${waiting}/frueher`]: opened(`${waiting}/frueher`),
};
export const places = Object.keys(ways);

/** A browser that has come so far. */
export async function comeTo(place: string, stack: Stack): Promise<Came> {
  const come = ways[place];
  if (come === undefined) throw new Error(`No way to ${place} is known`);
  const came = await come(stack);
  const path = place.split(' ')[0] ?? '';
  if (!came.page.path.startsWith(path)) throw new Error(`Came to ${came.page.path}, not to ${path}`);
  return came;
}

async function withToken(stack: Stack, { token }: ApiClient, path: string): Promise<Came> {
  const browser = browserOf(stack);
  browser.setCookie('__Host-termin', token);
  return { browser, page: await browser.get(path) };
}

/** Somebody who may change an appointment for half an hour. */
async function openedMember(stack: Stack): Promise<{ client: ApiClient; bookingCode: string }> {
  const program = openApiClient(() => stack.urls.member);
  const from = today().add({ days: 7 });
  const days = { from: from.toString(), to: from.add({ days: 10 }).toString(), limit: '20' };
  const free = freeTimesAnswer.parse((await program.send('listFreeTimes', { query: { ...choice, ...days } })).json);
  const startsAt = free.items.at(-1 - (people++ % 7))?.startsAt;
  const { client } = await bookAndOpen(stack, program, { ...choice, startsAt });
  const { json } = await client.send('readAppointment');
  return { client, bookingCode: String(json['bookingCode']) };
}
