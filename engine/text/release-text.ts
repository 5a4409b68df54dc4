import { contentHash } from "../definition/canonical.js";
import type { ReleaseBody } from "../definition/release.js";
import type { DefinitionKind, DefinitionOf } from "../definition/schemas.js";
import { definitionText } from "./write.js";

/** Which definition of a release: an organisation has no id, because there is one. */
export type DefinitionName = { readonly kind: DefinitionKind; readonly id: string };

/** A definition with its name. */
export type NamedDefinition = DefinitionName & {
  readonly definition: DefinitionOf[DefinitionKind];
};

/** Every definition of a release by itself, in the order in which a reader would want them. */
export function definitionsOf(body: ReleaseBody): readonly NamedDefinition[] {
  const listed = (kind: DefinitionKind, all: readonly (NamedDefinition["definition"] & Id)[]) =>
    all.map((definition) => ({ kind, id: definition.id, definition }));
  return [
    { kind: "organisation", id: "", definition: body.organisation },
    ...listed("calendar", body.calendars ?? []),
    ...listed("workflow", body.workflows),
    ...listed("ruleset", body.ruleSets),
    ...listed("template", body.templates),
  ];
}

type Id = { readonly id: string };

/** The release that definitions make; undefined without an organisation. Lists come out sorted by id. */
export function bodyOf(definitions: readonly NamedDefinition[]): ReleaseBody | undefined {
  const all = (kind: DefinitionKind) =>
    definitions
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ definition }) => definition);
  const [organisation] = all("organisation");
  const calendars = all("calendar");
  if (!organisation) return undefined;
  // A definition has the shape of its kind, which the compiler cannot see of a kind that it does not know.
  return {
    organisation,
    workflows: all("workflow"),
    ruleSets: all("ruleset"),
    templates: all("template"),
    ...(calendars.length === 0 ? {} : { calendars }),
  } as ReleaseBody;
}

/** The lists of a release, by the kind of what they hold. */
const KIND_IN = {
  calendars: "calendar",
  workflows: "workflow",
  ruleSets: "ruleset",
  templates: "template",
} as const;

/** The definition of a release into which a JSON pointer leads, and where in it; undefined where it leads into none. */
export function definitionAt(
  body: ReleaseBody,
  path: string,
): (NamedDefinition & { readonly path: string }) | undefined {
  const [, list = "", place = "", ...inside] = path.split("/");
  const below = (parts: readonly string[]) => parts.map((part) => `/${part}`).join("");
  if (list === "organisation") {
    const { organisation: definition } = body;
    return { kind: list, id: "", definition, path: below(path.split("/").slice(2)) };
  }
  if (!Object.hasOwn(KIND_IN, list)) return undefined;
  const known = list as keyof typeof KIND_IN;
  const found = body[known]?.[Number(place)];
  return found && { kind: KIND_IN[known], id: found.id, definition: found, path: below(inside) };
}

/** One word for a definition, to compare names by. */
export function nameText({ kind, id }: DefinitionName): string {
  return `${kind} ${id}`.trim();
}

/** Whether two definitions say the same, comments and layout included. */
export function isSameDefinition(a: NamedDefinition, b: NamedDefinition): boolean {
  return contentHash(a.definition) === contentHash(b.definition)
    ? definitionText(a.kind, a.definition as never) ===
        definitionText(b.kind, b.definition as never)
    : false;
}

/** Where a definition lies in a folder of files, unless somebody has put it elsewhere: as what we ship does. */
export function pathOf({ kind, id }: DefinitionName): string {
  switch (kind) {
    case "organisation":
      return "workflows/definitions/organisation.yaml";
    case "calendar":
      return `workflows/definitions/calendars/${id}.yaml`;
    case "workflow":
      return `workflows/definitions/${id}/workflow.yaml`;
    case "ruleset":
      return `rules/sets/${id}/ruleset.yaml`;
    case "template":
      return `templates/messages/${id}.yaml`;
  }
}
