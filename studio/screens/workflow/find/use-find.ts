import { useDeferredValue, useMemo, useState } from "react";
import type { Finding } from "../../../../engine/definition/finding.js";
import { useChanges } from "../../draft/changes-context.js";
import type { Subject } from "../names.js";
import { placesFound, type Place } from "./found.js";
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
