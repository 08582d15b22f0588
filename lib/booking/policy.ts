/** Figures that decide about bookings; an admin may shorten them later. */

/** Minutes that a chosen time is kept while the form is filled in (BK5). */
export const holdMinutes = 10;
/** How often the member may start these minutes anew. */
export const maxExtensions = 3;
/** Minutes that are left to a hold whose page was left; coming back restores what was promised. */
export const leavingMinutes = 2;
/** How many codes are sent for one appointment, the first one included. */
export const maxCodeIssues = 4;
/** How many appointments that lie ahead one person has at most by booking online (BK12) … */
export const maxOpenBookings = 5;
/** … and how many are booked in one week; cancelled ones count, so that cancelling and booking anew ends. */
export const maxBookingsPerWeek = 8;
/** Days after which a hold that a limit refused goes, should its message still wait. */
export const refusedDays = 1;
/** Appointments start at multiples of these minutes past the hour. */
export const gridMinutes = 15;
/** Times offered when the wished one is gone. */
export const alternativeCount = 3;
/** No appointment with its buffers is longer; bounds the search for claims that reach into a day. */
export const longestClaimMinutes = 12 * 60;
/** Minutes that what was typed is kept after the last step. */
export const draftMinutes = 120;
/** Minutes in which a request of a program, sent again under its key, is answered the same. */
export const apiAnswerMinutes = 24 * 60;
/** Seconds after which a request under a key counts as given up by the process that worked on it. */
export const apiLeaseSeconds = 60;

/** Minutes after the confirmation in which the browser that booked still shows what was given; it may be a shared one. */
export const ownBrowserMinutes = 120;

/** Minutes in which a browser that proved the mailbox or phone may change the appointment. */
export const accessMinutes = 30;
/** The last day that a waiting entry can wish for lies at most so many days ahead: no service offers more. */
export const waitingDays = 60;

/**
 * Minutes in which an offer of the waiting list can be accepted, by how far its time lies ahead (BK8). What is far ahead
 * need not be hurried; of what is near, somebody else must still have something.
 */
export const offerMinutes = [
  { aheadHours: 72, minutes: 120 },
  { aheadHours: 24, minutes: 60 },
  { aheadHours: 0, minutes: 30 },
] as const;
/** Nobody can be expected to answer in fewer. */
export const leastOfferMinutes = 15;
/** So often, in minutes, we look whether something came free for somebody who waits, … */
export const lookMinutes = 10;
/** … for so many of them a minute: a look may read the days of a thousand advisors. */
export const looksAtOnce = 20;
/** From the first of these hours to the second, on the clock of the center, nobody is asked and no minute of an offer counts. */
export const quietHours = { from: 20, to: 8 } as const;
/** A reminder that the morning would be too late for comes at this hour of the evening before. */
export const eveningHour = 19;
/** A reminder that was missed is still sent so many minutes before the start, or half of its own. */
export const latestReminderMinutes = 15;
/** Minutes in which a cancellation can be taken back before its time is offered to anybody. */
export const undoMinutes = 5;

/** An answer about a booking code takes at least so many milliseconds, whether anybody has it or not. */
export const evenAnswerMilliseconds = 250;
/** A time that was given back is kept from the public for a random number of these minutes: nobody can trade with it. */
export const reopenMinutes = { least: 10, most: 60 } as const;
/** An appointment ends at most so many days after the one it was booked on, however often it is moved: its data key lives 90 days, and its clock needs 30 after the end. */
export const movableDays = 60;
/** Minutes that a member can say to be late; those that leave some of the appointment are offered. */
export const lateChoices = [5, 10, 15, 20, 30] as const;
/** Minutes before the start from which on somebody can say to be late. */
export const lateFromMinutes = 120;

/** Contact data of a video appointment live these days from the booking on (VC5) … */
export const videoDays = 90;
/** … of another appointment these days from its end on … */
export const appointmentDays = 30;
/** … and the concern these days from its end on. */
export const concernDays = 7;

/** More advisors than these are not listed to choose one from: nobody reads so many names. */
export const maxListedAdvisors = 60;
/** Up to so many places each says when it is free next; a longer list would have to compute too much for one look. */
export const maxPlacesCompared = 12;
