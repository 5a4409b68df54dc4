import { useEffect, useEffectEvent } from "react";
import { nudged } from "../../../canvas/line-up.js";
import type { Point } from "../../../canvas/plane.js";
import { selectionOf } from "../../../canvas/selection.js";
import { arrangeWords } from "../../../words/arrange.js";
import { useEditing } from "../edit/edit-context.js";
import { nameOf } from "../names.js";
import { usePlaces } from "./use-places.js";

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Pixels with the Shift key, for larger ways. */
const FAR = 10;

/** Moves the state that has the focus with the arrow keys, and with it the others that are picked together with it. */
export function useNudge(say: (text: string) => void): void {
  const { subject, picked } = useEditing();
  const { read, place } = usePlaces();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const state = focusedState(event.target);
    if (!arrow || !state || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const ids = picked.includes(state) ? picked : [state];
    const by = event.shiftKey ? { x: arrow.x * FAR, y: arrow.y * FAR } : arrow;
    const moved = nudged(new Map([...read().standing].filter(([id]) => ids.includes(id))), by);
    place(moved, { goesOn: true });
    const { x = 0, y = 0 } = moved.get(state) ?? {};
    const at = `${x.toFixed(0)}, ${y.toFixed(0)}`;
    const name = nameOf.state(subject, state);
    say(
      ids.length === 1
        ? arrangeWords.nudged(name, at)
        : arrangeWords.nudgedMany(ids.length, name, at),
    );
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** The state of the picture that a key is pressed on; null anywhere else, where arrows mean something else. */
function focusedState(target: EventTarget | null): string | null {
  if (!(target instanceof HTMLElement)) return null;
  const item = selectionOf(target.dataset["item"] ?? null);
  return item?.kind === "state" ? item.id : null;
}
