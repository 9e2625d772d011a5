import { readFile } from 'node:fs/promises';
import type { AgentOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { HttpHandler } from '@smithy/core/protocols';
import { LabsError } from '../errors.ts';
import { isLoopbackUrl } from './endpoint.ts';
import { refuseForeign } from './foreign-answer.ts';

/** What carries the requests of every SDK client: through a proxy where the environment names one. */
export type Transport = HttpHandler;

export interface TransportOptions {
  /** A file of certificates (PEM) to trust besides Node's own: AWS_CA_BUNDLE, `ca_bundle`. */
  readonly caBundle?: string;
}

const throughProxy = new WeakMap<Error, string>();

/** The proxy, as `host:port`, that a failed request was sent through, if any. */
export function proxyOf(error: Error): string | undefined {
  return throughProxy.get(error);
}

/**
 * Makes the transport of the SDK clients.
 *
 * Proxies come from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case, as in other
 * programs; the SDK reads none of them. This machine itself is never asked through a proxy.
 *
 * Its requests throw LabsError `aws.proxy-login`, `aws.proxy-unusable`, `aws.ca-bundle`, and
 * `aws.foreign-answer` for an answer that is not AWS's.
 */
export function createTransport({ caBundle }: TransportOptions = {}): Transport {
  const handlers = new Map<string, Promise<HttpHandler>>();

  function handlerFor(proxy: URL | undefined): Promise<HttpHandler> {
    const key = proxy?.href ?? '';
    const made = handlers.get(key) ?? makeHandler(proxy, caBundle);
    handlers.set(key, made);
    return made;
  }

  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options) => {
      const { protocol, hostname, port } = request;
      const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
      const proxy = await proxyFor(url);
      const handler = await handlerFor(proxy);
      try {
        const { response } = await handler.handle(request, options);
        if (proxy !== undefined && response.statusCode === 407) {
          throw new LabsError('aws.proxy-login', {
            proxy: proxy.host,
            hadLogin: proxy.username !== '',
          });
        }
        return { response: await refuseForeign(request, response) };
      } catch (error) {
        if (proxy !== undefined && error instanceof Error) throughProxy.set(error, proxy.host);
        throw error;
      }
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

/**
 * The proxy for a URL, as the environment of the process has it.
 *
 * @throws LabsError `aws.proxy-unusable` for one that is no address of an HTTP proxy
 */
async function proxyFor(url: URL): Promise<URL | undefined> {
  const named = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => {
    const value = process.env[name.toLowerCase()] || process.env[name];
    return value ? [{ name, value }] : [];
  });
  if (named.length === 0 || isLoopbackUrl(url)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const found = getProxyForUrl(url.href);
  if (found === '') return undefined;
  // It gives `proxy:8080` the scheme of the request; a proxy without a scheme speaks HTTP.
  const address = named.some(({ value }) => found === `https://${value}`)
    ? found.replace(/^https/, 'http')
    : found;
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  if (proxy !== undefined && isUsable(proxy)) return proxy;
  // Its value may hold a password.
  const [{ name } = { name: 'HTTPS_PROXY' }] = named.filter(({ value }) => found.endsWith(value));
  throw new LabsError('aws.proxy-unusable', { name });
}

/** A password with a slash that is not written as %2F ends up in the host and the path. */
function isUsable({ protocol, pathname, username, password }: URL): boolean {
  if (!/^https?:$/.test(protocol) || pathname !== '/') return false;
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

async function makeHandler(
  proxy: URL | undefined,
  caBundle: string | undefined,
): Promise<HttpHandler> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const ca = caBundle === undefined ? {} : { ca: await certificates(caBundle) };
  if (proxy === undefined) return new NodeHttpHandler({ httpsAgent: ca });
  const [{ HttpsProxyAgent }, { HttpProxyAgent }] = await Promise.all([
    import('https-proxy-agent'),
    import('http-proxy-agent'),
  ]);
  // The SDK's own settings of its agents.
  const options = { keepAlive: true, maxSockets: 50, ...ca };
  const httpsAgent = new HttpsProxyAgent(proxy, options);
  // The agent trusts them for the connection to the proxy only, not for the one to AWS inside it.
  Object.assign<AgentOptions, AgentOptions>(httpsAgent.options, ca);
  return new NodeHttpHandler({ httpsAgent, httpAgent: new HttpProxyAgent(proxy, options) });
}

/** Node's own, those of NODE_EXTRA_CA_CERTS, which a list of one's own would replace, and the bundle. */
async function certificates(caBundle: string): Promise<string[]> {
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  const read = async (file: string) => {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      throw new LabsError('aws.ca-bundle', { file }, { cause: error });
    }
  };
  return [
    ...rootCertificates,
    await read(caBundle),
    // Node itself only warns of one that it cannot read.
    ...(extra ? [await readFile(extra, 'utf8').catch(() => '')] : []),
  ].filter((pem) => pem !== '');
}
