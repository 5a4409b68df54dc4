import { useDeferredValue, useMemo, useState } from "react";
import type { Finding } from "../../../../engine/definition/finding.js";
import { useChanges } from "../../draft/changes-context.js";
import type { Subject } from "../names.js";
import { placesFound } from "./found.js";
import type { Place } from "./place.js";
import { demandsOf } from "./query.js";

/** Looking for something: what is typed, what is found, and at which of it somebody is. */
export type Find = {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** Null while nothing is asked for. */
  readonly places: readonly Place[] | null;
  readonly here: Place | null;
  /** Goes on by so many places, round the end. */
  readonly go: (by: 1 | -1) => void;
};

/** Looks for what is typed, a moment after it is. */
export function useFind(subject: Subject, findings: readonly Finding[]): Find {
  const { published } = useChanges();
  const [{ typed, at }, set] = useState<{ readonly typed: string; readonly at: number | null }>({
    typed: "",
    at: null,
  });
  const asked = useDeferredValue(typed);
  const places = useMemo(() => {
    const demands = demandsOf(asked);
    if (demands.length === 0) return null;
    const before = published.workflows.find(({ id }) => id === subject.workflow.id);
    return placesFound({ subject, findings, published: before }, demands);
  }, [asked, subject, findings, published]);
  const count = places?.length ?? 0;
  const here = at === null ? null : (places?.[at % Math.max(1, count)] ?? null);
  return {
    typed,
    type: (text) => set({ typed: text, at: null }),
    places,
    here,
    go: (by) => {
      if (count === 0) return;
      const from = at ?? (by === 1 ? -1 : 0);
      set({ typed, at: (from + by + count) % count });
    },
  };
}

/** Whether a place has a line in the table: all do while nothing is asked for. */
export function isShown({ places }: Pick<Find, "places">, place: Place): boolean {
  return places?.some((one) => isSame(one, place)) ?? true;
}

/** Whether somebody is at this place. */
export function isHere({ here }: Pick<Find, "here">, place: Place): boolean {
  return here !== null && isSame(here, place);
}

function isSame(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.id === b.id;
}
