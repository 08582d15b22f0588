import type { Messages } from './messages.ts';
import type { Locale } from './routing.ts';

// Makes `useTranslations('booking')('title')` fail to compile when the key does not exist.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
