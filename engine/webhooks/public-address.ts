import { BlockList, isIP } from "node:net";

/** IPv4 that is not public unicast: the special-purpose registry of IANA (RFC 6890), multicast and what is reserved. */
const NOT_PUBLIC_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** IPv6 below 2000::/3 that leads elsewhere or nowhere: IANA's own, documentation, and 6to4, which holds an IPv4 address. */
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const refused = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) refused.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of NOT_PUBLIC_V6) refused.addSubnet(net, prefix, "ipv6");

/** Public unicast IPv6 (RFC 4291 2.4). What maps or translates IPv4 lies outside it. */
const unicast = new BlockList();
unicast.addSubnet("2000::", 3, "ipv6");

/** Whether a numeric address is one of the public internet, and neither this machine nor a network around it. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, "ipv4");
    case 6:
      return unicast.check(address, "ipv6") && !refused.check(address, "ipv6");
    default:
      return false;
  }
}
