/**
 * Reads a body as text, at most so many bytes of it: a caller that says nothing of the length, or lies, is stopped where
 * the limit is, not when memory ends.
 * @returns `null` when it is longer, or no UTF-8
 */
export async function readBody(request: Request, maxBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null;
  if (request.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  let length = 0;
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.byteLength;
      if (length > maxBytes) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (fault) {
    if (fault instanceof TypeError) return null;
    throw fault;
  }
}
