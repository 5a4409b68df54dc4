import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Finding } from "../../../engine/definition/finding.js";
import { selectionText } from "../../canvas/selection.js";
import { entryOf, type ListName } from "../../draft/release-lists.js";

/** Pages on which entries of a list are looked at and changed. */
const PAGES: Partial<Readonly<Record<ListName, string>>> = {
  workflows: "/admin/workflows",
  ruleSets: "/admin/rules",
  templates: "/admin/messages",
};

/** The page of a definition, as long as it stands in the release; null where there is none. */
export function addressOf(
  { list, id }: { readonly list: ListName; readonly id: string },
  body: ReleaseBody,
): string | null {
  const page = PAGES[list];
  return page !== undefined && entryOf(body, list, id) ? `${page}/${id}` : null;
}

/** The place in the studio where a finding about a whole release is mended; null where the studio has none. */
export function addressOfFinding(
  { path }: Pick<Finding, "path">,
  body: ReleaseBody,
): string | null {
  const [, list, place, ...inside] = path.split("/");
  const found = list === undefined || !isPaged(list) ? undefined : body[list][Number(place)];
  if (list === undefined || !isPaged(list) || !found) return null;
  const address = `${PAGES[list] ?? ""}/${found.id}`;
  return `${address}${list === "templates" ? "" : within(list, inside, body.ruleSets[Number(place)])}`;
}

type Paged = "workflows" | "ruleSets" | "templates";

function isPaged(list: string): list is Paged {
  return Object.hasOwn(PAGES, list);
}

/** Where on its page: the rule that is open, the part of the rules, the state or the transition. */
function within(
  list: Exclude<Paged, "templates">,
  [member = "", key = ""]: readonly string[],
  ruleSet: ReleaseBody["ruleSets"][number] | undefined,
): string {
  if (list === "workflows") {
    const kind = { states: "state", transitions: "transition" }[member];
    return kind === "state" || kind === "transition"
      ? `?show=${encodeURIComponent(selectionText({ kind, id: key }))}`
      : "";
  }
  const rule = member === "rules" ? ruleSet?.rules[Number(key)]?.id : undefined;
  if (rule !== undefined) return `?rule=${rule}`;
  if (member === "otherwise") return `?rule=${encodeURIComponent("*")}`;
  const part = { lists: "words", tests: "tests" }[member];
  return part === undefined ? "" : `?part=${part}`;
}
