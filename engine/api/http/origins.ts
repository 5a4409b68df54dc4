import type { Config } from "../../config.js";

/** Decides whether pages of an origin may call us. Programs send no origin and are judged by their token alone. */
export type OriginPolicy = (origin: string | undefined) => "own" | "allowed" | "refused";

const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * Our own origin and the configured ones. Outside production every page of this machine counts as ours, because the
 * page may come from the development server or from a port chosen at start.
 */
export function originPolicy(
  config: Pick<Config, "publicUrl" | "allowedOrigins" | "mode">,
): OriginPolicy {
  return (origin) => {
    if (origin === undefined || origin === config.publicUrl) return "own";
    if (config.allowedOrigins.includes(origin)) return "allowed";
    const isLocal = config.mode !== "production" || LOOPBACK.test(config.publicUrl);
    return isLocal && LOOPBACK.test(origin) ? "own" : "refused";
  };
}
