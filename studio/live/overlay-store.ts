import type { CaseRow } from "../../engine/protocol/case.js";
import { remember, settle, type Overlay } from "./overlay.js";

let overlay: Overlay = new Map();

/** The overlay of this tab. */
export const overlayStore = {
  read: (): Overlay => overlay,
  /** Notes a row that an action answered with. */
  note(row: CaseRow): void {
    overlay = remember(overlay, row);
  },
  /** Notes rows as the database gave them. */
  fetched(rows: readonly CaseRow[]): void {
    overlay = settle(overlay, rows);
  },
  /** Forgets everything, when somebody else signs in. */
  clear(): void {
    overlay = new Map();
  },
};
