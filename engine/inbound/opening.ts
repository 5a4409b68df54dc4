import type { Endpoint } from "../channels/contract.js";
import type { OpeningMessages } from "../definition/opened-by.js";
import type { Workflow } from "../definition/workflow.js";

/** What a message opens: cases of which workflow, with what it says there. */
export type Opening = {
  /** Id of the workflow; the endpoint's own may be missing from the release. */
  readonly workflow: string;
  readonly text: string;
  /** Whether it begins with a keyword of the workflow, so that it is meant for no case that is open. */
  readonly byKeyword: boolean;
};

type Way = OpeningMessages & { readonly workflow: string };

/** Between a keyword and the rest of a text. */
const GAP = /^(?:[\s.,:;!?-]+|$)/;

/**
 * The workflow that a first message of an endpoint opens, by what the workflows of the release say of themselves: a keyword counts
 * before the endpoint, what is said of the endpoint alone before what is said of every one, and what nobody names opens what the
 * endpoint always opened. Keywords are read by SMS alone, where texts are short; the text loses its keyword unless nothing else is
 * in it.
 */
export function openingOf(
  workflows: readonly Pick<Workflow, "id" | "openedBy">[],
  { name, opens, plugin }: Pick<Endpoint, "name" | "opens" | "plugin">,
  text: string,
): Opening {
  const ways = workflows
    .flatMap(({ id, openedBy = [] }) => openedBy.map((way): Way => ({ ...way, workflow: id })))
    .filter(({ endpoint }) => endpoint === undefined || endpoint === name)
    .toSorted((a, b) => Number(a.endpoint === undefined) - Number(b.endpoint === undefined));
  const spoken = plugin.manifest.kind === "sms" ? spokenIn(ways, text) : undefined;
  if (spoken) return spoken;
  const all = ways.find(({ keyword }) => keyword === undefined);
  return { workflow: all?.workflow ?? opens, text, byKeyword: false };
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
