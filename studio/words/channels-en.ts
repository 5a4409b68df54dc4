import { count } from "./count.js";

/** What a code of a failed look means; others are shown as they came. */
const WHY: Readonly<Record<string, string>> = {
  credentials: "the provider does not accept our key or password",
  key_may_not_send: "the key may not send",
  base_url_needs_https: "the provider's address must begin with https",
  timeout: "the provider did not answer in time",
  ECONNREFUSED: "nobody answers at the provider's address",
  ENOTFOUND: "the provider's address does not exist",
  plugin_failed: "the channel's plugin failed",
};

/** Words of the page that shows the channels. */
export const channelsEn = {
  lead: "How messages come in and go out. Each channel is looked at when the system starts and then regularly; nothing is sent for it.",
  none: "No channel is set up.",
  live: "Live",
  sandbox: "Sandbox",
  sandboxHint: "A simulator stands for the provider: nothing leaves this system.",
  works: "Works",
  fails: "Does not work",
  failsBecause: (code: string) => `Does not work: ${WHY[code] ?? code}`,
  unchecked: "Can only be tried by sending",
  notYet: "Not looked at yet",
  looked: (when: string) => `Looked at ${when}`,
  history: (all: number, failed: number) =>
    failed === 0
      ? `${count(all, "look", "looks")}, all good`
      : `${count(all, "look", "looks")}, ${String(failed)} of them failed`,
  look: (when: string, how: string) => `${when}: ${how}`,
  lately: "In the last 24 hours",
  sent: (n: number) => `${String(n)} sent`,
  failed: (n: number) => `${String(n)} failed`,
  unknown: (n: number) => `${String(n)} unknown`,
  unknownHint: "May have arrived; they are not sent again by themselves.",
  held: "Held back: the provider asked us to wait",
  heldUntil: (when: string) => `until ${when}`,
  perSecond: (n: number) =>
    n < 1
      ? `At most ${count(Math.round(n * 60), "message", "messages")} a minute, urgent ones first`
      : `At most ${count(n, "message", "messages")} a second, urgent ones first`,
  waiting: (n: number) => `${count(n, "message waits", "messages wait")} to be sent`,
  fallback: (name: string) => `What it cannot hand over goes by ${name}.`,
  files: "Files that patients send",
  scanned: "Nobody gets a file before it was looked through for viruses.",
  notScanned:
    "Nobody looks through them for viruses. Whoever runs the system can set up a scanner (CLAMD_ADDRESS).",
  filesWait: (n: number, since: string) =>
    `${count(n, "file is", "files are")} still to be fetched or looked through, the oldest from ${since}.`,
  addresses: "Addresses to enter at the provider",
  purpose: {
    messages: "Messages that come in",
    receipts: "Delivery reports",
    presses: "Buttons that are pressed",
  },
  secret: "Whoever knows such an address can post to it: hand it to the provider alone.",
  copy: (what: string) => `Copy the address: ${what}`,
  copied: "Copied",
} as const;
