import { ChannelInputError } from "../engine/channels/contract.js";

/** One mailbox, without the forms that nobody uses (quoted local parts, comments, literals): RFC 5321 4.1.2. */
const ADDRESS =
  /^[^\s@<>",;:()[\]\\\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,188}[\p{L}\p{N}])?$/u;

/** Whether this is exactly one mailbox. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** The mailbox in `Amina Otieno <amina@example.org>` or `amina@example.org`, in lower case; undefined when there is not one. */
export function addressIn(header: string): string | undefined {
  const [, bracketed] = /<([^<>]*)>\s*$/.exec(header) ?? [];
  const address = (bracketed ?? header).trim().toLowerCase().normalize("NFC");
  return isAddress(address) ? address : undefined;
}

/** The name before the brackets, without quotes; empty when there is none. */
export function nameIn(header: string): string {
  const [, name = ""] = /^([^<>]*)<[^<>]*>\s*$/.exec(header) ?? [];
  const bare = name.trim().replaceAll(/^"|"$|\\(?=["\\])/g, "");
  return bare.includes("@") ? "" : bare;
}

/** @throws ChannelInputError `bad_sender` unless there is exactly one mailbox */
export function requireAddress(header: string): string {
  const address = addressIn(header);
  const others = header.split("<").length > 2;
  if (address === undefined || others) throw new ChannelInputError("bad_sender");
  return address;
}
