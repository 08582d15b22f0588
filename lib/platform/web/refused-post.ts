/**
 * A form that was accepted leads on by a redirect (303). A post that ends in the page itself was refused, and its
 * status says so: 422. Next keeps the status that it finds here when it renders the page, and sets its own for a
 * redirect and for a fault (docs/decisions/0007-refused-forms-answer-422.md).
 * @param answer what the proxy would answer; redirects stay as they are
 */
export function withRefusalStatus(method: string, answer: Response): Response {
  if (method !== 'POST' || answer.headers.has('location')) return answer;
  return new Response(null, { status: 422, headers: answer.headers });
}
