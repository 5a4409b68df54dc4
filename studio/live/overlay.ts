import { facetKey, readFacets } from "../../engine/definition/facets.js";
import type { CaseList, CaseRow } from "../../engine/protocol/case.js";
import type { ListFilter } from "../api/keys.js";

/** Rows that an action has answered with, by case id: they are ahead of the database until it has caught up. */
export type Overlay = ReadonlyMap<string, CaseRow>;

/** The newer of a fetched row and another of the same case. That a case stands still is known to the database alone. */
export function newest(row: CaseRow, other: CaseRow | undefined): CaseRow {
  return other && other.turn > row.turn ? { ...other, parked: row.parked } : row;
}

/** Keeps a row in the overlay unless a newer one is there. */
export function remember(overlay: Overlay, row: CaseRow): Overlay {
  const known = overlay.get(row.id);
  return known && known.turn >= row.turn ? overlay : new Map(overlay).set(row.id, row);
}

/** Drops the rows that the database has caught up with. */
export function settle(overlay: Overlay, fetched: readonly CaseRow[]): Overlay {
  const settled = fetched.filter((row) => (overlay.get(row.id)?.turn ?? Infinity) <= row.turn);
  if (settled.length === 0) return overlay;
  const rest = new Map(overlay);
  for (const row of settled) rest.delete(row.id);
  return rest;
}

/** True when a list with this filter shows the row. `me` is the id of the person signed in. */
export function fits(row: CaseRow, filter: ListFilter, me: string): boolean {
  const mine = filter.view === "mine" || filter.mineOnly === true;
  return (
    row.status === filter.status &&
    (!mine || row.assignee?.id === me) &&
    (filter.view === "mine" || filter.view === "all" || row.queue.id === filter.view) &&
    (filter.workflow === undefined || row.workflow === filter.workflow) &&
    (filter.state === undefined || row.state.id === filter.state) &&
    (filter.priority === undefined || row.priority === filter.priority) &&
    readFacets(filter.facets ?? "").every((facet) =>
      row.facets.some(({ id, value }) => facetKey(id, value) === facet),
    )
  );
}

/** A fetched page with newer rows in place; rows that left the list are gone, none is added (the next fetch does). */
export function overlayPage(
  page: CaseList,
  overlay: Overlay,
  { filter, me }: { readonly filter: ListFilter; readonly me: string },
): CaseList {
  const items = page.items
    .map((row) => newest(row, overlay.get(row.id)))
    .filter((row) => fits(row, filter, me));
  return { ...page, items };
}
