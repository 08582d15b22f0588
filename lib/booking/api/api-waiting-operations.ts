import { defineOperations } from '#lib/platform/web/api-operation.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { accessCodeAnswer } from './api-change-schema.ts';
import { codeBody, codeSentAnswer } from './api-schema.ts';
import {
  acceptedAnswer,
  declinedAnswer,
  earlierBody,
  joinBody,
  offerBody,
  waitingAnswer,
  waitingEntryAnswer,
} from './api-waiting-schema.ts';

/** What the HTTP API does with the waiting list (BK8, BK15). */
export const waitingOperations = defineOperations({
  joinWaitingList: {
    method: 'POST',
    path: '/waiting-entry',
    holder: 'optional',
    body: joinBody,
    limit: networkLimits.code,
    answer: { status: 200, json: accessCodeAnswer },
    problems: ['unknown-choice', 'unknown-days', 'limit-reached'],
  },
  resendWaitingCode: {
    method: 'POST',
    path: '/waiting-entry/code',
    holder: 'required',
    limit: networkLimits.code,
    answer: { status: 200, json: codeSentAnswer },
    problems: ['wrong-state', 'limit-reached'],
  },
  proveWaiting: {
    method: 'POST',
    path: '/waiting-entry/confirmation',
    holder: 'required',
    body: codeBody,
    limit: networkLimits.tryCode,
    answer: { status: 200, json: waitingAnswer },
    problems: ['code-wrong', 'code-expired', 'code-used-up', 'wrong-state'],
  },
  waitForEarlier: {
    method: 'POST',
    path: '/appointment/waiting-entry',
    holder: 'required',
    body: earlierBody,
    answer: { status: 200, json: waitingAnswer },
    problems: ['access-needed', 'not-changeable', 'unknown-days', 'unknown-choice'],
  },
  readWaitingEntry: {
    method: 'GET',
    path: '/waiting-entry',
    holder: 'required',
    link: 'opens',
    answer: { status: 200, json: waitingEntryAnswer },
    problems: ['not-found'],
  },
  leaveWaitingList: {
    method: 'DELETE',
    path: '/waiting-entry',
    holder: 'required',
    link: 'opens',
    answer: { status: 204 },
    problems: [],
  },
  acceptOffer: {
    method: 'POST',
    path: '/waiting-entry/offer/acceptance',
    holder: 'required',
    link: 'names',
    body: offerBody,
    answer: { status: 200, json: acceptedAnswer },
    problems: ['time-gone', 'not-changeable'],
  },
  declineOffer: {
    method: 'POST',
    path: '/waiting-entry/offer/refusal',
    holder: 'required',
    link: 'opens',
    body: offerBody,
    answer: { status: 200, json: declinedAnswer },
    problems: ['time-gone'],
  },
});
