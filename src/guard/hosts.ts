/** Which hosts may be asked. Entries are `host`, `host:port` or `*.domain`; without a port any port will do. */
export interface HostRules {
  /** Reached at public addresses only. */
  readonly hosts: readonly string[];
  /** May also be on this machine or in a private network. */
  readonly privateHosts: readonly string[];
}

export type HostVerdict = 'refused' | 'public-only' | 'anywhere';

/** What the rules say of a URL's host, whatever it resolves to. */
export function judgeHost(rules: HostRules, url: URL): HostVerdict {
  if (isAmongHosts(rules.privateHosts, url)) return 'anywhere';
  return isAmongHosts(rules.hosts, url) ? 'public-only' : 'refused';
}

/** Whether a URL's host is among these entries. */
export function isAmongHosts(entries: readonly string[], url: URL): boolean {
  return entries.some((entry) => matches(entry, url));
}

const portsOf: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function matches(entry: string, { hostname, port, protocol }: URL): boolean {
  const [, host = '', wantedPort] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry.trim().toLowerCase()) ?? [];
  if (wantedPort !== undefined && wantedPort !== (port || portsOf[protocol])) return false;
  // A name may be written with the dot of the root at its end.
  const name = hostname.toLowerCase().replace(/\.$/, '');
  if (!host.startsWith('*.')) return host !== '' && name === host;
  return host.length > 2 && name.endsWith(host.slice(1)) && !/^[\d.[\]:]+$/.test(name);
}
