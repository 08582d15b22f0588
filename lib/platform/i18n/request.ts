import { getRequestConfig } from 'next-intl/server';
import { messagesOf } from './messages.ts';
import { isLocale, routing } from './routing.ts';

/** What next-intl needs per request. Dates are formatted by lib/platform/time, which knows the center's zone. */
// oxlint-disable-next-line typescript/no-deprecated -- static-locale.ts says why
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = isLocale(requested) ? requested : routing.defaultLocale;
  return { locale, messages: messagesOf(locale), timeZone: 'Europe/Berlin' };
});
