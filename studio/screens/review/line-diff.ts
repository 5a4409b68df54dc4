import { diffLines } from "diff";
import { stringify } from "yaml";
import type { ReleasePart } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";

/** A line of two texts: one that both have, one that only the newer or only the older has. */
export type DiffLine = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** Lines around what differs that are kept, so that one knows where it is. */
const AROUND = 3;

/** What differs in one part of two releases, as lines of its YAML; what is far from any difference is left out, a gap is `…`. */
export function partDiff(
  before: ReleaseBody,
  after: ReleaseBody,
  part: ReleasePart,
): readonly DiffLine[] {
  return textDiff(textOf(before, part), textOf(after, part));
}

/** What differs between two texts, as lines; what is far from any difference is left out, a gap is `…`. */
export function textDiff(before: string, after: string): readonly DiffLine[] {
  const all = diffLines(before, after).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
  return withoutFar(all.filter(({ kind, text }) => kind !== "same" || text !== ""));
}

function withoutFar(lines: readonly DiffLine[]): readonly DiffLine[] {
  const changed = lines.flatMap(({ kind }, at) => (kind === "same" ? [] : [at]));
  const isNear = (at: number) => changed.some((place) => Math.abs(place - at) <= AROUND);
  return lines.flatMap((line, at) => {
    if (isNear(at)) return [line];
    return at > 0 && isNear(at - 1) ? [{ kind: "same", text: "…" } as const] : [];
  });
}

function textOf(body: ReleaseBody, { of, id }: ReleasePart): string {
  const found =
    of === "organisation"
      ? new Map<string, unknown>(Object.entries(body.organisation)).get(id)
      : body[of]?.find((entry) => entry.id === id);
  return found === undefined ? "" : stringify(found, { lineWidth: 100 });
}
