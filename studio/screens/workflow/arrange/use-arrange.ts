import { useEffect, useRef, useState } from "react";
import { arrangedAround } from "../../../canvas/arranged.js";
import type { Standing } from "../../../canvas/standing.js";
import { arrangeWords } from "../../../words/arrange.js";
import { usePlaces } from "./use-places.js";

/** Which states are arranged: all of them, or those that nobody has placed. */
export type Extent = "all" | "rest";

/** Arranges states in the background, one time at once. The picture stays as it is until that is done. */
export function useArrange() {
  const { workflow, read, place } = usePlaces();
  const [busy, setBusy] = useState(0);
  const [said, say] = useState("");
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const unplaced = Object.keys(workflow.states).filter(
    (id) => !Object.hasOwn(workflow.layout ?? {}, id),
  );
  const start = async (extent: Extent) => {
    const { graph, sizes, standing } = read();
    const kept: Standing =
      extent === "all"
        ? new Map()
        : new Map([...standing].filter(([id]) => !unplaced.includes(id)));
    const stop = new AbortController();
    running.current = stop;
    setBusy(graph.states.length - kept.size);
    say("");
    try {
      // A library of its own, for those who arrange something.
      const { arrangedByElk } = await import("../../../canvas/elk.js");
      const arranged = await arrangedByElk(graph, sizes, stop.signal);
      if (!arranged) say(arrangeWords.stopped);
      else {
        const moved = [...arrangedAround(arranged, kept)].filter(([id]) => !kept.has(id));
        place(new Map(moved));
        say(arrangeWords.done(moved.length));
      }
    } catch {
      say(arrangeWords.failed);
    } finally {
      setBusy(0);
    }
  };
  return { busy, said, say, start, unplaced, stop: () => running.current?.abort() };
}
