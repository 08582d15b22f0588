import type { ReactNode } from 'react';

// Pages with personal content are made per request: they carry a nonce and are never kept by anyone.
export const dynamic = 'force-dynamic';

export default function MemberLayout({ children }: { children: ReactNode }) {
  return children;
}
