import { useLayoutEffect, type RefObject } from "react";
import { deskMemory } from "./memory.js";

/** Brings back the place on a list that somebody left to open a ticket: the scroll, and the focus on that ticket. */
export function usePlace(list: RefObject<HTMLElement | null>, address: string): void {
  useLayoutEffect(() => {
    const { scrollY, opened } = deskMemory.place(address);
    if (opened === null) return;
    scrollTo({ top: scrollY });
    const row = list.current?.querySelector<HTMLElement>(`[data-case="${CSS.escape(opened)}"]`);
    requestAnimationFrame(() => row?.focus({ preventScroll: true }));
  }, [list, address]);
}
