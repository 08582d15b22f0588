'use client';

import { useParams } from 'next/navigation';
import { FailurePanel } from './failure-panel.tsx';

/** A page failed. The root layout stands, so language, fonts and colours are there. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  return <FailurePanel locale={locale} error={error} retry={retry} />;
}
