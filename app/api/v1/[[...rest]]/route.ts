import { problemResponse } from '#lib/platform/problem.ts';

/** Any other address of the API: refused as everything is. */
const nothing = (): Promise<Response> => Promise.resolve(problemResponse('not-found'));

export { nothing as DELETE, nothing as GET, nothing as OPTIONS, nothing as PATCH, nothing as POST, nothing as PUT };
