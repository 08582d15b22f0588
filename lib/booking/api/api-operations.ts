import { defineOperations } from '#lib/platform/web/api-operation.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { changeOperations } from './api-change-operations.ts';
import {
  centersAnswer,
  codeBody,
  codeSentAnswer,
  confirmedAnswer,
  contactBody,
  extendedAnswer,
  freeTimesAnswer,
  freeTimesQuery,
  heldAnswer,
  holdAnswer,
  holdBody,
  pageQuery,
  servicesAnswer,
} from './api-schema.ts';
import { waitingOperations } from './api-waiting-operations.ts';

/**
 * All that the HTTP API can do (BK15), in the order of a booking and of what comes after it. Routes are held to it, the OpenAPI document and the
 * page for readers are made from it, and the tests try it out.
 */
export const apiOperations = defineOperations({
  listServiceCenters: {
    method: 'GET',
    path: '/service-centers',
    holder: 'none',
    query: pageQuery,
    answer: { status: 200, json: centersAnswer },
    problems: [],
  },
  listServices: {
    method: 'GET',
    path: '/services',
    holder: 'none',
    query: pageQuery,
    answer: { status: 200, json: servicesAnswer },
    problems: [],
  },
  listFreeTimes: {
    method: 'GET',
    path: '/free-times',
    holder: 'none',
    query: freeTimesQuery,
    answer: { status: 200, json: freeTimesAnswer },
    problems: ['unknown-choice'],
  },
  holdTime: {
    method: 'POST',
    path: '/hold',
    holder: 'optional',
    body: holdBody,
    limit: networkLimits.hold,
    answer: { status: 201, json: heldAnswer },
    problems: ['unknown-choice', 'time-taken'],
  },
  readHold: {
    method: 'GET',
    path: '/hold',
    holder: 'required',
    answer: { status: 200, json: holdAnswer },
    problems: ['not-found'],
  },
  releaseHold: {
    method: 'DELETE',
    path: '/hold',
    holder: 'required',
    answer: { status: 204 },
    problems: [],
  },
  extendHold: {
    method: 'POST',
    path: '/hold/extension',
    holder: 'required',
    answer: { status: 200, json: extendedAnswer },
    problems: ['hold-expired', 'limit-reached'],
  },
  submitContact: {
    method: 'POST',
    path: '/hold/contact',
    holder: 'required',
    body: contactBody,
    limit: networkLimits.code,
    answer: { status: 200, json: codeSentAnswer },
    problems: ['hold-expired', 'limit-reached'],
  },
  resendCode: {
    method: 'POST',
    path: '/hold/code',
    holder: 'required',
    limit: networkLimits.code,
    answer: { status: 200, json: codeSentAnswer },
    problems: ['hold-expired', 'wrong-state', 'limit-reached'],
  },
  confirmAppointment: {
    method: 'POST',
    path: '/hold/confirmation',
    holder: 'required',
    body: codeBody,
    limit: networkLimits.tryCode,
    answer: { status: 200, json: confirmedAnswer },
    problems: ['code-wrong', 'code-expired', 'code-used-up', 'hold-expired'],
  },
  ...changeOperations,
  ...waitingOperations,
});

export type ApiOperationName = keyof typeof apiOperations;
