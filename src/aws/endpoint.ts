/** Another endpoint than AWS's own, with its credentials. */
export interface EndpointOptions {
  readonly endpoint: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Whether that endpoint keeps AWS's published rates. */
  readonly keepsRates: boolean;
  readonly local: boolean;
}

/** Whether a URL leads to this machine itself. */
export function isLoopbackUrl(url: URL): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/**
 * The endpoint that AWS_ENDPOINT_URL names, if any.
 *
 * It may lead to AWS itself (a PrivateLink endpoint, a company's gateway), so AWS's rates are kept
 * unless it is on this machine.
 */
export function endpointOf(env: NodeJS.ProcessEnv): EndpointOptions | undefined {
  const endpoint = env['AWS_ENDPOINT_URL'];
  if (!endpoint) return undefined;
  const isOnThisMachine = URL.canParse(endpoint) && isLoopbackUrl(new URL(endpoint));
  return { endpoint, keepsRates: !isOnThisMachine, local: false };
}
