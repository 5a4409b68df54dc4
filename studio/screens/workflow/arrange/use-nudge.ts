import { useEffect, useEffectEvent } from "react";
import { membersOf } from "../../../canvas/held.js";
import { nudged } from "../../../canvas/line-up.js";
import { selectionOf, type Selection } from "../../../canvas/selection.js";
import { arrangeWords } from "../../../words/arrange.js";
import { groupWords } from "../../../words/group.js";
import { useEditing } from "../edit/edit-context.js";
import { nameOf } from "../names.js";
import { noteTitle } from "../notes/notes-of.js";
import { arrowOf } from "./arrows.js";
import { usePlaces } from "./use-places.js";

/** Moves the state or note that has the focus with the arrow keys, and with a state the others that are picked together with it. */
export function useNudge(say: (text: string) => void): void {
  const { subject, picked } = useEditing();
  const { read, place, placeNote } = usePlaces();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const by = arrowOf(event);
    const item = focusedItem(event.target);
    const isMoved = item?.kind === "state" || item?.kind === "note" || item?.kind === "group";
    if (!by || !isMoved) return;
    event.preventDefault();
    if (item.kind === "group") {
      const { graph, standing } = read();
      const states = membersOf(graph, item.id);
      place(nudged(new Map([...standing].filter(([id]) => states.includes(id))), by), {
        goesOn: true,
      });
      say(groupWords.moved(nameOf.group(subject, item.id), states.length));
      return;
    }
    if (item.kind === "note") {
      const [x, y] = placeNote(item.id, by);
      say(
        arrangeWords.nudged(noteTitle(subject, item.id) ?? item.id, `${String(x)}, ${String(y)}`),
      );
      return;
    }
    const state = item.id;
    const ids = picked.includes(state) ? picked : [state];
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

/** What of the picture a key is pressed on; null anywhere else, where arrows mean something else. */
function focusedItem(target: EventTarget | null): Selection | null {
  return target instanceof HTMLElement ? selectionOf(target.dataset["item"] ?? null) : null;
}
