/** Fails on purpose, to look at the error page. */
export default function FailingPage(): never {
  throw new Error('The workbench failed on purpose');
}
