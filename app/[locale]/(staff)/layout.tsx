import type { ReactNode } from 'react';

// Pages with personal content are made per request: they carry a nonce and are never kept by anyone.
export const dynamic = 'force-dynamic';

export default function StaffLayout({ children }: { children: ReactNode }) {
  return <div className="staff min-h-dvh">{children}</div>;
}
