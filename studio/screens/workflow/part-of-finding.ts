import type { Finding } from "../../../engine/definition/finding.js";

/** What only those see who change something: the views of a workflow in which its members are that are in no picture. */
export const PART_MEMBERS = {
  forms: ["data", "forms"],
  clocks: ["clocks"],
  settings: [
    ...["name", "description", "subject", "openedBy", "messageField", "onCreate", "initial"],
    ...["priorities", "defaultPriority", "defaultQueue", "skills", "retention"],
  ],
} as const satisfies { readonly [part: string]: readonly string[] };

/** A view of a workflow that changes some of its members. */
export type Part = keyof typeof PART_MEMBERS;

/** The view in which that is mended which a finding about a workflow says; null where it is in the picture, or nowhere. */
export function partOfFinding({ path }: Pick<Finding, "path">): Part | null {
  const [, member = ""] = path.split("/");
  const parts = Object.keys(PART_MEMBERS) as Part[];
  return parts.find((part) => PART_MEMBERS[part].some((one) => one === member)) ?? null;
}
