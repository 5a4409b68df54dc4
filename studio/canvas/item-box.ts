import type { Layout } from "./layout.js";
import type { Box } from "./plane.js";
import { selectionOf } from "./selection.js";

/** The box of an item by its text; see {@link Selection}. */
export function boxOf(
  item: string | undefined,
  { nodes, ways, notes, groups }: Layout,
): Box | undefined {
  const { kind, id = "" } = selectionOf(item ?? null) ?? {};
  if (kind === "state") return nodes.get(id);
  if (kind === "group") return groups.get(id);
  return kind === "note" ? notes.get(id) : ways.get(id)?.label;
}
