import type { FileIo, FileOutcome } from "../../engine/channels/contract.js";
import { type FetchedFile, fetchOnce } from "../fetch-once.js";
import { type Settings, mediaUrl } from "./settings.js";

/** Hosts that keep Twilio's files. They are sent no credentials: their addresses are signed. */
const KEEPERS = /(^|\.)(twilio\.com|twiliocdn\.com)$/;

/** Twilio sends to a keeper once, a keeper hardly ever further. */
const MAX_HOPS = 3;

/**
 * Fetches a file of a message. The account's credentials go to the address of this account's own file at Twilio's API and no further:
 * where that sends us is asked without them, and only when it is one of Twilio's hosts.
 * https://www.twilio.com/docs/messaging/api/media-resource
 */
export async function fetchMedia(
  source: string,
  settings: Settings,
  io: FileIo,
): Promise<FileOutcome> {
  const own = mediaUrl(source, settings);
  if (own === undefined) return { status: "refused", why: "its address is not Twilio's" };
  const credentials = Buffer.from(`${settings.accountSid}:${settings.authToken}`, "utf8");
  let headers: Readonly<Record<string, string>> = {
    authorization: `Basic ${credentials.toString("base64")}`,
  };
  let url = own;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const fetched = await fetchOnce({ url, headers, ...io });
    const to = redirectOf(fetched, url);
    if (to === undefined) return outcomeOf(fetched);
    if (!isKeeper(to, own)) return { status: "refused", why: "its address is not Twilio's" };
    url = to;
    headers = {};
  }
  return { status: "later", why: "too_many_redirects" };
}

function redirectOf(fetched: FetchedFile, from: URL): URL | undefined {
  if (fetched.kind !== "answer" || fetched.status < 300 || fetched.status >= 400) return undefined;
  const { location = "" } = fetched;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

/** Whether a file may be asked for where Twilio sends us. A double of Twilio on this machine has keepers on this machine. */
export function isKeeper({ protocol, hostname, username, port }: URL, own: URL): boolean {
  if (username !== "") return false;
  if (own.protocol === "http:") return protocol === "http:" && hostname === own.hostname;
  return protocol === "https:" && port === "" && KEEPERS.test(hostname);
}

function outcomeOf(fetched: FetchedFile): FileOutcome {
  if (fetched.kind === "failed")
    return fetched.why === "too_large"
      ? { status: "refused", why: "too large" }
      : { status: "later", why: fetched.why };
  const { status, bytes } = fetched;
  if (status === 200) return { status: "fetched", bytes };
  const why = `http_${String(status)}`;
  if (status === 404 || status === 410) return { status: "refused", why: "it is gone at Twilio" };
  return { status: "later", why };
}
