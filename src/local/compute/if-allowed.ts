import type { Intercept } from '../gateway/aws-calls.ts';

/**
 * Answers a call only where the caller's policies allow it. They are the server's, which refuses the
 * call before it finds that it cannot answer it.
 *
 * @param port loopback port of the server
 */
export function ifAllowed(port: number, answer: Intercept): Intercept {
  return async (call, body, request) => {
    const asked = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: 'POST',
      headers: { authorization: String(request.headers.authorization) },
    });
    const said = await asked.text();
    const type = asked.headers.get('x-amzn-errortype');
    if (type !== 'AccessDeniedException') return answer(call, body, request);
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': type };
    return { status: asked.status, headers, body: said };
  };
}
