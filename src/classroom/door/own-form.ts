/** Reads a header of a request; undefined where it has none. */
export type HeaderReader = (name: string) => string | undefined;

/**
 * Whether a form was sent by one of the door's own pages, by what the reader's browser says of it.
 *
 * Browsers send Sec-Fetch-Site to https and loopback addresses alone (Fetch Metadata, "potentially
 * trustworthy URL"), so on a LAN without TLS the Origin decides, and in browsers that send none with
 * a form of the same origin (Firefox before 70) the Referer. Behind a proxy that rewrites Host, the
 * reader's host is in X-Forwarded-Host, which no page of another site can add to a form.
 */
export function isOwnForm(header: HeaderReader): boolean {
  const site = header('sec-fetch-site');
  if (site === 'same-origin') return true;
  if (site === 'cross-site' || site === 'same-site') return false;
  const from = header('origin') ?? header('referer') ?? '';
  if (!URL.canParse(from)) return false;
  const { protocol, host } = new URL(from);
  return hostsOf(header).some((own) => hostIn(`${protocol}//${own}`) === host);
}

/** A form that was refused: the host of the page that sent it, and by which hosts it came to us. */
export interface ForeignForm {
  readonly from: string;
  readonly to: string;
}

/** Says where a form came from and went to, in characters that a terminal may show. */
export function describeForm(header: HeaderReader): ForeignForm {
  const to = hostsOf(header).map((host) => hostIn(`http://${host}`) ?? '?');
  return { from: hostIn(header('origin') ?? '') ?? 'null', to: to.join(', ') };
}

/** The hosts by which the reader may have reached the door. */
function hostsOf(header: HeaderReader): readonly string[] {
  const forwarded = header('x-forwarded-host') ?? '';
  return [header('host') ?? '', ...forwarded.split(',')]
    .map((host) => host.trim())
    .filter((host) => /^[^\s/@?#\\]+$/.test(host));
}

/** The host of an address as a browser writes it: lower case, without a default port. */
function hostIn(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
