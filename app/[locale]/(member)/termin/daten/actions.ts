'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { saveDraft } from '#lib/booking/hold/save-draft.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { timesPath, topicsPath, waysPath } from '../address.ts';
import { askLimit } from '../ask-limit.ts';
import { browserToken, rememberAgain, rememberedChoice } from '../browser.ts';
import { contactFormOf, fieldOf } from '../form-data.ts';
import { refuse } from '../refusal.ts';

/** Every press of the data form: all of them keep what was typed. */
export async function submitData(_previous: null, data: FormData): Promise<null> {
  const [locale, token] = await Promise.all([getLocale(), browserToken()]);
  await rememberAgain();
  const form = contactFormOf(data);
  switch (fieldOf(data, 'tun')) {
    case 'laenger':
      await saveDraft(token, form);
      return keepLonger(token);
    case 'telefonisch':
      await saveDraft(token, form);
      return redirect(localePath(locale, '/termin/telefonisch'));
    case 'thema':
      await saveDraft(token, form);
      return redirect(localePath(locale, topicsPath(await rememberedChoice())));
    case 'weg':
    case 'zeit': {
      await saveDraft(token, form);
      const choice = await rememberedChoice();
      if (choice === null) return redirect(localePath(locale, '/termin'));
      return redirect(localePath(locale, fieldOf(data, 'tun') === 'weg' ? waysPath(choice) : timesPath(choice)));
    }
    default: {
      await saveDraft(token, form);
      const beyond = await askLimit(networkLimits.code, '/termin/daten');
      if (beyond !== null) return refuse(beyond);
      const choice = await rememberedChoice();
      const submitted = await submitContact({ browserToken: token, form, wishes: choice?.wishes, locale });
      if (submitted.ok) return redirect(localePath(locale, '/termin/code'));
      if (submitted.reason === 'invalid-input') return refuse({ kind: 'contact' });
      return refuse({ kind: submitted.reason === 'used-up' ? 'no-more-codes' : 'hold-expired' });
    }
  }
}

async function keepLonger(token: string | null): Promise<null> {
  const extended = await extendHold(token);
  if (extended.ok) return redirect(localePath(await getLocale(), '/termin/daten?hinweis=verlaengert'));
  return refuse({ kind: extended.reason === 'used-up' ? 'not-extended' : 'hold-expired' });
}
