import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Finding } from "../../../engine/definition/finding.js";
import { selectionText } from "../../canvas/selection.js";
import { SETTINGS } from "../../draft/settings.js";
import { entryOf, type ListName } from "../../draft/release-lists.js";
import { partOfFinding } from "../workflow/part-of-finding.js";

/** Pages on which entries of a list are looked at and changed. */
const PAGES: Partial<Readonly<Record<ListName, string>>> = {
  workflows: "/admin/workflows",
  ruleSets: "/admin/rules",
  templates: "/admin/messages",
  calendars: "/admin/calendars",
};

/** Pages on which all of a list, and the organisation, are looked at and changed. */
const WHOLE: Partial<Readonly<Record<ListName, string>>> = {
  organisation: "/admin/settings",
  roles: "/admin/roles",
  reviews: "/admin/reviews",
  queues: "/admin/settings",
  skills: "/admin/settings",
  quantities: "/admin/settings",
};

/** The page of a definition, as long as it stands in the release; null where there is none. */
export function addressOf(
  { list, id }: { readonly list: ListName; readonly id: string },
  body: ReleaseBody,
): string | null {
  const page = PAGES[list];
  if (page === undefined) return WHOLE[list] ?? null;
  return entryOf(body, list, id) ? `${page}/${id}` : null;
}

/** The place in the studio where a finding about a whole release is mended; null where the studio has none. */
export function addressOfFinding(
  { path }: Pick<Finding, "path">,
  body: ReleaseBody,
): string | null {
  const [, list, place, ...inside] = path.split("/");
  if (list === "organisation") return pageOfMember(place);
  const found = list === undefined || !isPaged(list) ? undefined : body[list]?.[Number(place)];
  if (list === undefined || !isPaged(list) || !found) return null;
  const address = `${PAGES[list] ?? ""}/${found.id}`;
  return `${address}${within(list, inside, body.ruleSets[Number(place)])}`;
}

/** What the workflow, the rules, the message or the calendar is called that a finding about a whole release is in; undefined elsewhere. */
export function namedByFinding(
  { path }: Pick<Finding, "path">,
  body: ReleaseBody,
): string | undefined {
  const [, list, place] = path.split("/");
  return list !== undefined && isPaged(list) ? body[list]?.[Number(place)]?.name : undefined;
}

/** Members of the organisation that are settings. */
const ON_SETTINGS: readonly string[] = [...SETTINGS, "queues", "skills", "quantities"];

/** The page of a member of the organisation. */
function pageOfMember(member: string | undefined): string | null {
  if (member === "roles") return "/admin/roles";
  if (member === "reviews") return "/admin/reviews";
  return ON_SETTINGS.some((one) => one === member) ? "/admin/settings" : null;
}

type Paged = "workflows" | "ruleSets" | "templates" | "calendars";

function isPaged(list: string): list is Paged {
  return Object.hasOwn(PAGES, list);
}

/** Where on its page: the rule that is open, the part of the rules, the state or the transition. */
function within(
  list: Paged,
  [member = "", key = ""]: readonly string[],
  ruleSet: ReleaseBody["ruleSets"][number] | undefined,
): string {
  if (list === "templates" || list === "calendars") return "";
  if (list === "workflows") {
    const kind = { states: "state", transitions: "transition" }[member];
    if (kind === "state" || kind === "transition")
      return `?show=${encodeURIComponent(selectionText({ kind, id: key }))}`;
    const part = partOfFinding({ path: `/${member}` });
    return part === null ? "" : `?edit=1&view=${part}`;
  }
  const rule = member === "rules" ? ruleSet?.rules[Number(key)]?.id : undefined;
  if (rule !== undefined) return `?rule=${rule}`;
  if (member === "otherwise") return `?rule=${encodeURIComponent("*")}`;
  const part = { lists: "words", tests: "tests" }[member];
  return part === undefined ? "" : `?part=${part}`;
}
