import type { RefObject } from "react";
import { useKeys } from "../../ui/keys.js";

/** Moves the focus through the rows of a list by j and k or the arrows; Enter opens, as rows are links. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const move = (step: 1 | -1) => () => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-case]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = at === -1 ? rows[0] : rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    next?.focus();
  };
  useKeys({ j: move(1), ArrowDown: move(1), k: move(-1), ArrowUp: move(-1) });
}
