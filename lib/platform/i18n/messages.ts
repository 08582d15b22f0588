import deApi from '#messages/de/api.json' with { type: 'json' };
import deBooking from '#messages/de/booking.json' with { type: 'json' };
import deChanging from '#messages/de/changing.json' with { type: 'json' };
import deChoosing from '#messages/de/choosing.json' with { type: 'json' };
import deCommon from '#messages/de/common.json' with { type: 'json' };
import deConsultation from '#messages/de/consultation.json' with { type: 'json' };
import deFailure from '#messages/de/failure.json' with { type: 'json' };
import deIdentity from '#messages/de/identity.json' with { type: 'json' };
import deLimits from '#messages/de/limits.json' with { type: 'json' };
import deMail from '#messages/de/mail.json' with { type: 'json' };
import deOrganisation from '#messages/de/organisation.json' with { type: 'json' };
import dePerson from '#messages/de/person.json' with { type: 'json' };
import dePrivacy from '#messages/de/privacy.json' with { type: 'json' };
import dePublic from '#messages/de/public.json' with { type: 'json' };
import deStaff from '#messages/de/staff.json' with { type: 'json' };
import deWaiting from '#messages/de/waiting.json' with { type: 'json' };
import enApi from '#messages/en/api.json' with { type: 'json' };
import enBooking from '#messages/en/booking.json' with { type: 'json' };
import enChanging from '#messages/en/changing.json' with { type: 'json' };
import enChoosing from '#messages/en/choosing.json' with { type: 'json' };
import enCommon from '#messages/en/common.json' with { type: 'json' };
import enConsultation from '#messages/en/consultation.json' with { type: 'json' };
import enFailure from '#messages/en/failure.json' with { type: 'json' };
import enIdentity from '#messages/en/identity.json' with { type: 'json' };
import enLimits from '#messages/en/limits.json' with { type: 'json' };
import enMail from '#messages/en/mail.json' with { type: 'json' };
import enOrganisation from '#messages/en/organisation.json' with { type: 'json' };
import enPerson from '#messages/en/person.json' with { type: 'json' };
import enPrivacy from '#messages/en/privacy.json' with { type: 'json' };
import enPublic from '#messages/en/public.json' with { type: 'json' };
import enStaff from '#messages/en/staff.json' with { type: 'json' };
import enWaiting from '#messages/en/waiting.json' with { type: 'json' };
import type { Locale } from './routing.ts';

const de = {
  api: deApi,
  booking: deBooking,
  changing: deChanging,
  choosing: deChoosing,
  common: deCommon,
  consultation: deConsultation,
  failure: deFailure,
  identity: deIdentity,
  limits: deLimits,
  mail: deMail,
  organisation: deOrganisation,
  person: dePerson,
  privacy: dePrivacy,
  public: dePublic,
  staff: deStaff,
  waiting: deWaiting,
};

const en = {
  api: enApi,
  booking: enBooking,
  changing: enChanging,
  choosing: enChoosing,
  common: enCommon,
  consultation: enConsultation,
  failure: enFailure,
  identity: enIdentity,
  limits: enLimits,
  mail: enMail,
  organisation: enOrganisation,
  person: enPerson,
  privacy: enPrivacy,
  public: enPublic,
  staff: enStaff,
  waiting: enWaiting,
};

/** Every text of the user interface: `common.help` is the key `help` in `messages/<language>/common.json`. */
export type Messages = typeof de;
export type Namespace = keyof Messages;

const messages: Record<Locale, Messages> = { de, en: en satisfies Messages };

/** All texts of one language. German is the reference for the keys; English is checked against it by the compiler. */
export function messagesOf(locale: Locale): Messages {
  return messages[locale];
}
