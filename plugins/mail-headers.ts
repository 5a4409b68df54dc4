import type { Outbound, Thread } from "../engine/channels/contract.js";

/** A mailbox as people and providers write it, as part of a pattern. */
const ADDRESS = '[^\\s@<>",;:()]{1,64}@[A-Za-z0-9.-]{1,190}';

/** Pattern of a sender in settings: an address, alone or as `Clinic <desk@clinic.example>`. */
export const SENDER_PATTERN = `^(${ADDRESS}|[^<>"@,;:\\r\\n]{1,60} <${ADDRESS}>)$`;

/** Settings of a channel that sends mail. */
type MailSender = { readonly from: string };

/** The bare address that mail comes from, in lower case. */
export function ownAddress({ from }: MailSender): string {
  return (/<(.+)>$/.exec(from)?.[1] ?? from).toLowerCase();
}

/** What people see as the sender: the name, else the address. */
export function ownName({ from }: MailSender): string {
  return /^(.+) <.+>$/.exec(from)?.[1] ?? from;
}

/** Domain of the address that mail comes from. */
export function ownDomain(sender: MailSender): string {
  return ownAddress(sender).split("@")[1] ?? "";
}

/** Headers beside the ordinary ones: threads by RFC 5322 3.6.4; other programs are asked not to answer by themselves. */
export function mailHeaders({ thread }: Outbound, sender: MailSender): Record<string, string> {
  return {
    "X-Auto-Response-Suppress": "OOF, AutoReply",
    ...(thread === undefined ? {} : threadHeaders(thread, ownDomain(sender))),
  };
}

/** The first id of a thread is made of the case, so that an answer names its case even when its subject was changed. */
function threadHeaders({ id, answers }: Thread, domain: string): Record<string, string> {
  const root = `<${id}@${domain}>`;
  const answered = isMessageId(answers) ? `<${answers}>` : undefined;
  return {
    "In-Reply-To": answered ?? root,
    References: answered === undefined ? root : `${root} ${answered}`,
  };
}

function isMessageId(id: string | undefined): id is string {
  return id !== undefined && /^[\x21-\x3b\x3d\x3f-\x7e]{1,250}$/.test(id) && id.includes("@");
}
