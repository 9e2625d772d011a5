type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that keep a proxy out of what is on this machine; none where none is set. */
export function noProxy(env: Environment): Readonly<Record<string, string>> {
  const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
  if (!names.some((name) => env[name])) return {};
  const before = env['no_proxy'] || env['NO_PROXY'];
  const hosts = [...(before ? [before] : []), '127.0.0.1', 'localhost'].join(',');
  return { no_proxy: hosts, NO_PROXY: hosts };
}
