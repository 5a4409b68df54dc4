import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** What each key does on a screen; keys as `KeyboardEvent.key` names them. */
export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

const STORED = "casewright.keys";
const listeners = new Set<() => void>();

/** Whether single keys do something; people who dictate switch them off (WCAG 2.1.4). */
export const singleKeys = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): boolean => localStorage.getItem(STORED) !== "off",
  write(how: "on" | "off"): void {
    localStorage.setItem(STORED, how);
    for (const listener of listeners) listener();
  },
};

/** Whether single keys do something, now. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(singleKeys.subscribe, singleKeys.read);
}

/** Listens to single keys while the screen is shown and nobody types or answers a dialog. */
export function useKeys(map: KeyMap): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!singleKeys.read() || isTaken(event)) return;
    const run = map[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[aria-modal="true"]')) return true;
  return (
    event.target instanceof HTMLElement &&
    event.target.closest(
      'input, textarea, select, [contenteditable], [role="menu"], [role="tab"]',
    ) !== null
  );
}
