import type { Finding } from "../../../../engine/definition/finding.js";
import type { Selection } from "../../../canvas/selection.js";

/** The state, transition, note or group that a finding is about; null when it is about the workflow as a whole. */
export function placeOfFinding({ path }: Pick<Finding, "path">): Selection | null {
  const [, list, id] = path.split("/");
  if (id === undefined) return null;
  if (list === "states") return { kind: "state", id };
  if (list === "groups") return { kind: "group", id };
  if (list === "notes") return { kind: "note", id };
  return list === "transitions" ? { kind: "transition", id } : null;
}

/** The findings about one of these. */
export function findingsAt(
  findings: readonly Finding[],
  { kind, id }: Selection,
): readonly Finding[] {
  return findings.filter((finding) => {
    const place = placeOfFinding(finding);
    return place?.kind === kind && place.id === id;
  });
}

/** What findings are about in the picture. */
export function placesOf(findings: readonly Finding[]): readonly Selection[] {
  return findings.map(placeOfFinding).filter((place) => place !== null);
}
