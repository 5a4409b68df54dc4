import { isFacet, MAX_FACETS, NEXT_FACET } from "../facets.js";
import { pointer } from "../finding.js";
import type { Form, FormField } from "../form.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";
import { classOf } from "./phi-class.js";

/** F005: what cases are listed and counted by is stored unsealed; so it is a choice, nothing personal, and written from nothing personal. */
export function lintFacets(subject: Subject): readonly Draft[] {
  const { data, forms = {} } = subject.workflow;
  return [
    ...marked(data).flatMap(([name, field]) => {
      const [why, fix] = unfit(field) ?? [];
      if (why === undefined || fix === undefined) return [];
      return [draft("F005", `/data${pointer("properties", name, "x-facet")}`, why, fix)];
    }),
    ...tooMany(data),
    ...Object.entries(forms).flatMap(([id, form]) =>
      marked(form).map(([name]) =>
        draft(
          "F005",
          pointer("forms", id, "properties", name, "x-facet"),
          "Cases are listed by their data, not by what a form asks.",
          "Mark the data field that takes it.",
        ),
      ),
    ),
    ...lintSources(subject),
  ];
}

function marked(form: Form): readonly (readonly [string, FormField])[] {
  return Object.entries(form.properties).filter(
    ([, field]) => field.type === "string" && field["x-facet"] === true,
  );
}

/** Why a field cannot be what cases are listed by, and what would mend it. */
function unfit(field: FormField): readonly [string, string] | undefined {
  const options = field.type === "string" ? field.enum : undefined;
  if (options === undefined)
    return ["Cases are listed by choices, and this field takes any text.", "Give it an `enum`."];
  if (field["x-phi"] !== "none")
    return [
      "Cases are listed by it, so it is stored unsealed, and it may be personal.",
      "Say `x-phi: none` if no choice tells anything about a person; otherwise remove `x-facet`.",
    ];
  const broken = options.find((option) => option.includes(NEXT_FACET) || option.trim() === "");
  if (broken === undefined) return undefined;
  return [`\`${broken}\` is empty or has a comma.`, "Write a choice without one."];
}

function tooMany(data: Form): readonly Draft[] {
  const facets = marked(data);
  if (facets.length <= MAX_FACETS) return [];
  const most = String(MAX_FACETS);
  return [
    draft(
      "F005",
      "/data/properties",
      `Cases are listed by ${String(facets.length)} fields; ${most} are the most.`,
      "Keep those that lists and reports need.",
    ),
  ];
}

/** What transitions write into a facet: nothing that is more private than a facet may be. */
function lintSources(subject: Subject): readonly Draft[] {
  const { data, forms, transitions } = subject.workflow;
  return Object.entries(transitions).flatMap(([id, { set = {}, form }]) =>
    Object.entries(set).flatMap(([target, value]) => {
      const field = target.startsWith("data.") ? own(data.properties, target.slice(5)) : undefined;
      if (!field || !isFacet(field) || typeof value !== "object" || value === null) return [];
      if (classOf(subject, value.from, own(forms, form)) === "none") return [];
      return [
        draft(
          "F005",
          pointer("transitions", id, "set", target, "from"),
          `\`${target}\` is stored unsealed, and \`${value.from}\` may be personal.`,
          "Read it from a field with `x-phi: none`.",
        ),
      ];
    }),
  );
}
