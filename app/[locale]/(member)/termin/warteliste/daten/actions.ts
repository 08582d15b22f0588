'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { browserTokenOr } from '#lib/booking/browser.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { saveDraft } from '#lib/booking/hold/save-draft.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { topicsPath, waysPath } from '../../address.ts';
import { askLimit } from '../../ask-limit.ts';
import { browserToken, rememberBrowser } from '../../browser.ts';
import { contactFormOf, fieldOf, fieldsOf } from '../../form-data.ts';
import { refuse } from '../../refusal.ts';
import { codePath, dataPath, daysPath, readWaiting, refusedDaysPath } from '../address.ts';

/** Every press of the form: all of them keep what was typed. */
export async function submitWaiting(_previous: null, data: FormData): Promise<null> {
  const [locale, known] = await Promise.all([getLocale(), browserToken()]);
  const token = browserTokenOr(known);
  await rememberBrowser(token);
  const form = contactFormOf(data);
  await saveDraft(token, form);
  const address = readWaiting((name) => fieldsOf(data, name));
  if (address === null) return redirect(localePath(locale, '/termin'));
  switch (fieldOf(data, 'tun')) {
    case 'telefonisch':
      return redirect(localePath(locale, '/termin/telefonisch'));
    case 'thema':
      return redirect(localePath(locale, topicsPath(address)));
    case 'weg':
      return redirect(localePath(locale, waysPath(address)));
    case 'tage':
      return redirect(localePath(locale, daysPath(address)));
    default: {
      const { days, partOfDay: _partOfDay, ...choice } = address;
      if (days === undefined) return redirect(localePath(locale, refusedDaysPath(address, fieldOf(data, 'bis'))));
      const beyond = await askLimit(networkLimits.code, dataPath(address));
      if (beyond !== null) return refuse(beyond);
      const joined = await joinWaitingList({ browserToken: token, wish: { ...choice, ...days }, form, locale });
      if (joined.ok) return redirect(localePath(locale, codePath));
      switch (joined.reason) {
        case 'invalid-input':
          return refuse({ kind: 'contact' });
        case 'unknown-days':
          return redirect(localePath(locale, refusedDaysPath(address, undefined)));
        case 'unknown-choice':
          return refuse({ kind: 'unknown-time' });
        case 'used-up':
          return refuse({ kind: 'no-more-codes' });
      }
    }
  }
}
