import { type Database, db, type Transaction } from '#lib/platform/db.ts';

export interface Center {
  id: string;
  slug: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  land: string;
  timeZone: string;
  stepFree: boolean;
  phone: string;
}

const fields = {
  id: true,
  slug: true,
  name: true,
  street: true,
  postcode: true,
  city: true,
  land: true,
  timeZone: true,
  stepFree: true,
  phone: true,
} as const;

/** All service centers, by name. */
export async function listCenters(database: Database | Transaction = db()): Promise<Center[]> {
  return database.serviceCenter.findMany({ select: fields, orderBy: { name: 'asc' } });
}

/** One service center, or `null`. */
export async function readCenter(id: string, database: Database | Transaction = db()): Promise<Center | null> {
  return database.serviceCenter.findUnique({ where: { id }, select: fields });
}
