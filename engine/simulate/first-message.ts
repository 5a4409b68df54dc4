import { addressKey, OPENED_OTHERWISE, type OpeningMessages } from "../definition/opened-by.js";
import type { ReleaseBody } from "../definition/release.js";
import { readKeyword } from "../inbound/keywords.js";
import { openingOf } from "../inbound/opening.js";
import { judgeOf } from "../inbound/urgency.js";
import type { Session } from "./session.js";

/** What somebody writes who has no case. */
export type FirstMessage = {
  readonly channel: "sms" | "email";
  readonly text: string;
  /** One of the {@link addressesOf}; the clinic's own when left out. */
  readonly to?: string;
};

/** What comes of it: the clinic answers a word that means something to everybody, or a case is opened. */
export type Received =
  | { readonly kind: "answered" }
  | {
      readonly kind: "opens";
      /** Id of the workflow, which the release may lack. */
      readonly workflow: string;
      /** What the case is given to read. */
      readonly text: string;
      /** What is known from where it was written to. */
      readonly data?: NonNullable<OpeningMessages["data"]>;
      /** So urgent that no first word counts. */
      readonly isUrgent: boolean;
    };

/** What a first message opens, decided as messages of real people are; rules that ask a plugin's code call nothing urgent here. */
export function firstMessageOf(
  { release, operators = {} }: Pick<Session, "release" | "operators">,
  { channel, text, to }: FirstMessage,
): Received {
  const keyword = readKeyword(text);
  if (keyword !== null && keyword.kind !== "another") return { kind: "answered" };
  const isAnother = keyword !== null && channel === "sms" && keyword.text !== "";
  const words = isAnother ? keyword.text : text;
  const { workflows } = release;
  const writtenTo = to === undefined ? {} : { to: [to] };
  const entrance = {
    name: channel,
    opens: OPENED_OTHERWISE,
    plugin: { manifest: { kind: channel } },
  };
  const unread = openingOf(workflows, entrance, writtenTo);
  const { data } = unread;
  const isUrgent = judged(() =>
    judgeOf(release, unread.workflow, operators)({ text: words, data: data ?? {} }),
  );
  const { workflow, text: read } = isUrgent
    ? { ...unread, text: words }
    : openingOf(workflows, entrance, { ...writtenTo, text: words });
  return {
    ...{ kind: "opens", workflow, text: read, isUrgent },
    ...(data === undefined ? {} : { data }),
  };
}

/** Addresses that workflows of a release name for a channel, each once: numbers by SMS, mailboxes by e-mail. */
export function addressesOf(
  { workflows }: Pick<ReleaseBody, "workflows">,
  channel: FirstMessage["channel"],
): readonly string[] {
  const named = workflows
    .flatMap(({ openedBy = [] }) => openedBy)
    .filter(({ endpoint }) => endpoint === undefined || endpoint === channel)
    .flatMap(({ to }) => to ?? [])
    .filter((to) => to.includes("@") === (channel === "email"));
  return [...new Map(named.map((one) => [addressKey(one), one])).values()];
}

/** The code of plugins is not here, and a draft may hold rules that cannot be asked. */
function judged(judge: () => boolean): boolean {
  try {
    return judge();
  } catch {
    return false;
  }
}
