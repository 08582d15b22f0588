import { notFound } from 'next/navigation';

// Made per request: nobody can fill a cache with addresses that do not exist.
export const dynamic = 'force-dynamic';

/** Every address that no page answers to: the not-found page, in the address's language. */
export default function UnknownPage(): never {
  notFound();
}
