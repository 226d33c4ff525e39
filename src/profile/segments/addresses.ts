import { lookup } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Networks of one's own, of nobody and of special use (RFC 6890), and what wraps an IPv4 address. */
const OWN: readonly (readonly [string, number])[] = [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
  // All but 2000::/3, of which alone addresses of the open internet are.
  ...([
    ["::", 3],
    ["4000::", 2],
    ["8000::", 1],
  ] as const),
  ...([
    ["2001::", 32],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ] as const),
];

// Apart: a list of both would take every IPv4 address for one that is wrapped.
const own = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, bits] of OWN) own[familyOf(network)].addSubnet(network, bits, familyOf(network));

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** Whether an address is not on the open internet: of this machine, its network, or none. */
export function isPrivate(address: string): boolean {
  return isIP(address) === 0 || own[familyOf(address)].check(address, familyOf(address));
}

/** Whoever waits for a form is not kept longer by a name server. */
const LOOKED_UP = 3000;

/**
 * Whether an address leads to where it would not be sent to, as its name is known now. A name that
 * nobody knows, or not in time, may be known later.
 */
export async function leadsInside(host: string): Promise<boolean> {
  if (isIP(host) !== 0) return isPrivate(host);
  const late = sleep(LOOKED_UP, [], { ref: false });
  const found = await Promise.race([lookUp(host, { all: true }).catch(() => []), late]);
  return found.some(({ address }) => isPrivate(address));
}

/** The host of an address, an IPv6 one without its brackets. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

/** The name leads into a private network. */
export class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";
}

/**
 * Looks a name up as it is connected to, and refuses it where any of its addresses is private: a name
 * that is looked up twice may answer otherwise the second time.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (failure, found) => {
    if (failure) return callback(failure, "", 0);
    if (found.length === 0 || found.some(({ address }) => isPrivate(address))) {
      return callback(new PrivateAddress(hostname), "", 0);
    }
    if (options.all) return callback(null, found);
    return callback(null, found[0]?.address ?? "", found[0]?.family ?? 0);
  });
};
