import { expect } from 'vitest';
import { type ApiAnswer, callApi } from './api-call.ts';
import { accessCodeOf, type Booked } from './changing.ts';

export const title = ({ json }: ApiAnswer): unknown => json['title'];
export const versionOf = ({ json }: ApiAnswer): number => Number(json['version']);

/** A program that opened an appointment with the code from the mailbox. */
export async function open(booked: Booked, by: 'code' | 'link' = 'code'): Promise<{ token: string; version: number }> {
  const named = by === 'code' ? { body: { bookingCode: booked.bookingCode } } : { link: booked.linkToken, body: {} };
  const asked = await callApi('requestAccess', named);
  expect(asked.status).toBe(200);
  const token = String(asked.json['token']);
  const body = { ...named.body, code: await accessCodeOf(booked.appointmentId) };
  expect((await callApi('openAccess', { ...named, token, body })).status).toBe(200);
  return { token, version: versionOf(await callApi('readAppointment', { token })) };
}
