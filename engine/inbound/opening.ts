import type { ChannelKind } from "../channels/contract.js";
import { addressKey, type OpeningMessages } from "../definition/opened-by.js";
import type { Workflow } from "../definition/workflow.js";

/** What a message opens: cases of which workflow, with what it says there. */
export type Opening = {
  /** Id of the workflow; the endpoint's own may be missing from the release. */
  readonly workflow: string;
  readonly text: string;
  /** Whether it begins with a keyword of the workflow, so that it is meant for no case that is open. */
  readonly byKeyword: boolean;
  /** What everything that comes to its address is known to be; absent where nothing is said of it. */
  readonly data?: NonNullable<OpeningMessages["data"]>;
};

/** What of a message tells what it opens. */
export type Opener = { readonly to?: readonly string[] | undefined; readonly text?: string };

/** Where a message comes in, as far as it decides what it opens. An endpoint is one. */
export type Entrance = {
  readonly name: string;
  /** Workflow of a message that no workflow names. */
  readonly opens: string;
  readonly plugin: { readonly manifest: { readonly kind: ChannelKind } };
};

type Way = OpeningMessages & { readonly workflow: string };

/** Between a keyword and the rest of a text. */
const GAP = /^(?:[\s.,:;!?-]+|$)/;

/**
 * The workflow that a first message of an endpoint opens, by what the workflows of the release say of themselves: a keyword counts
 * before all else, the address that was written to before the endpoint, what is said of the endpoint alone before what is said of every
 * one, and what nobody names opens what the endpoint always opened. Keywords are read by SMS alone, where texts are short; the text
 * loses its keyword unless nothing else is in it.
 */
export function openingOf(
  workflows: readonly Pick<Workflow, "id" | "openedBy">[],
  { name, opens, plugin }: Entrance,
  { to = [], text = "" }: Opener = {},
): Opening {
  const writtenTo = to.map(addressKey);
  const ways = workflows
    .flatMap(({ id, openedBy = [] }) => openedBy.map((way): Way => ({ ...way, workflow: id })))
    .filter(({ endpoint }) => endpoint === undefined || endpoint === name)
    .filter((way) => way.to === undefined || writtenTo.includes(addressKey(way.to)))
    .toSorted((a, b) => precision(b) - precision(a));
  const spoken = plugin.manifest.kind === "sms" ? spokenIn(ways, text) : undefined;
  if (spoken) return spoken;
  const all = ways.find(({ keyword }) => keyword === undefined);
  return {
    ...{ workflow: all?.workflow ?? opens, text, byKeyword: false },
    ...(all?.data === undefined ? {} : { data: all.data }),
  };
}

/** How closely a way says where messages come in. */
function precision({ to, endpoint }: Way): number {
  return (to === undefined ? 0 : 2) + (endpoint === undefined ? 0 : 1);
}

function spokenIn(ways: readonly Way[], text: string): Opening | undefined {
  const said = text.normalize("NFC").trimStart();
  for (const { workflow, keyword } of ways) {
    if (keyword === undefined) continue;
    const word = keyword.normalize("NFC");
    if (said.slice(0, word.length).toLowerCase() !== word.toLowerCase()) continue;
    const gap = GAP.exec(said.slice(word.length));
    if (!gap) continue;
    const rest = said.slice(word.length + gap[0].length).trim();
    return { workflow, text: rest === "" ? said : rest, byKeyword: true };
  }
  return undefined;
}
