import type { ChannelKind, Outbound } from "../channels/contract.js";
import { wordingOf } from "../channels/wording.js";
import type { Organisation } from "../definition/organisation.js";
import { providerIdOf } from "../store/inbox.js";
import { lastReceived } from "../store/message-lookups.js";
import type { MessageDoc } from "../store/messages.js";
import type { Store } from "../store/store.js";
import { countSegments, headerText } from "../../templates/index.js";

/** What a message has besides its text: a subject as a letter, segments as an SMS. */
export type Shape = Pick<MessageDoc, "subject" | "segments">;

/**
 * The shape of a text. A subject names the case in brackets, by which an answer finds back, and the clinic; nothing of what the case
 * is about, because subjects are shown on locked screens.
 * @param caseId empty for a message that belongs to no case
 */
export function shapeOf(
  text: string,
  kind: ChannelKind | undefined,
  {
    caseId,
    organisation,
  }: { readonly caseId: string; readonly organisation: Pick<Organisation, "name"> },
): Shape {
  if (kind === "chat") return { subject: null, segments: null };
  if (wordingOf(kind) === "sms") return { subject: null, segments: countSegments(text).segments };
  const name = headerText(organisation.name);
  const words = [caseId === "" ? "" : `[${caseId}]`, name.ok ? name.text : ""];
  return { subject: words.filter((word) => word !== "").join(" "), segments: null };
}

/** What a provider of letters gets beside the text: the subject, and which letter of the person this one answers. */
export async function letterOf(
  store: Store,
  { subject, caseId, ...message }: MessageDoc,
): Promise<Pick<Outbound, "subject" | "thread">> {
  if (typeof subject !== "string") return {};
  if (caseId === "") return { subject };
  // Where the conversation runs; the message may have gone over to another endpoint meanwhile.
  const endpoint = message.attempts[0]?.endpoint ?? message.endpoint;
  const last = await lastReceived(store, { caseId, endpoint });
  const answers = last === null ? undefined : providerIdOf(last._id, endpoint);
  return { subject, thread: { id: caseId, ...(answers === undefined ? {} : { answers }) } };
}
