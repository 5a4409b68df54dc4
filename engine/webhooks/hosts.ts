/** Hosts that may be called, from the configuration, in lower case. */
export type AllowedHosts = {
  /** Anywhere on the public internet. */
  readonly hosts: ReadonlySet<string>;
  /** Inside: they may stand for an address of this machine or of a network around it. */
  readonly privateHosts: ReadonlySet<string>;
};

/** The ports that HTTPS is served on. */
const PUBLIC_PORTS: ReadonlySet<string> = new Set(["", "443", "8443"]);

/**
 * Whether an address may be called, and whether it may lead inside. A public host is called over https on a port of HTTPS; clear
 * HTTP never leaves this machine.
 */
export function reachOf(
  url: URL,
  { hosts, privateHosts }: AllowedHosts,
): "public" | "inside" | null {
  const isSecret = url.protocol === "https:";
  if (privateHosts.has(url.hostname))
    return isSecret || url.hostname === "127.0.0.1" ? "inside" : null;
  return isSecret && hosts.has(url.hostname) && PUBLIC_PORTS.has(url.port) ? "public" : null;
}
