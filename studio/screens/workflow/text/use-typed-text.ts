import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { definitionText } from "../../../../engine/text/write.js";
import { differenceOf } from "../../../draft/workflow-difference.js";
import type { WorkflowStep } from "../../../draft/workflow-steps.js";
import { useProfile } from "../../desk/session.js";
import { keptText, readText, type UnreadFault } from "./typed-text.js";

/** A text is read so soon after a key: while somebody goes on typing, not every letter becomes a step. */
const READ_AFTER_MS = 200;

type Typed = {
  readonly text: string;
  /** The workflow on top of which it is typed. */
  readonly base: Workflow;
  /** The canonical text of what it was read as; null until it could be read and its step is recorded. */
  readonly made: string | null;
  readonly faults: readonly UnreadFault[];
  /** What it says, when that cannot be put on top of what others did meanwhile. */
  readonly against: Workflow | null;
};

/** The text of a workflow that is being edited. */
export type TypedText = {
  readonly text: string;
  readonly faults: readonly UnreadFault[];
  /** Whether what was typed is in no step: it cannot be read, or was not yet. */
  readonly isAhead: boolean;
  readonly type: (text: string) => void;
  /** Forgets what is in no step. */
  readonly goBack: () => void;
  /** Puts what was typed in place of everything, where it goes against what others did; null where it does not. */
  readonly insist: (() => void) | null;
};

/**
 * One model for text and canvas. What is typed becomes the steps that make its workflow of the present one; what changes otherwise
 * becomes text. A text that cannot be read stays as it is, changes nothing, and is put on top of what is there once it can be.
 */
export function useTypedText(workflow: Workflow, record: (step: WorkflowStep) => void): TypedText {
  const { id } = workflow;
  const person = useProfile().id;
  const kept = useMemo(() => keptText(person, id), [person, id]);
  const written = definitionText("workflow", workflow);
  const [typed, setTyped] = useState<Typed | null>(() => found(kept.read(), workflow));
  /** What was typed last; the state follows with the next rendering. */
  const last = useRef(typed);
  const put = (next: Typed | null) => {
    last.current = next;
    setTyped(next);
  };

  const take = useEffectEvent(() => {
    const { current: now } = last;
    if (!now || now.made !== null) return;
    const read = readText(now.text, id);
    if ("faults" in read) {
      put({ ...now, faults: read.faults, against: null });
      return;
    }
    const step = differenceOf(now.base, read.workflow);
    const isOnTop = definitionText("workflow", now.base) === written;
    if (step?.do === "replaceAll" && !isOnTop) {
      put({ ...now, faults: [], against: read.workflow });
      return;
    }
    kept.clear();
    if (step) record(step);
    put({ ...now, made: definitionText("workflow", read.workflow), faults: [], against: null });
  });
  useEffect(() => {
    // What an earlier visit left, if anything, is read again.
    take();
    // What was typed in the last moment counts too.
    return () => take();
  }, []);
  const unread = typed !== null && typed.made === null ? typed.text : null;
  useEffect(() => {
    if (unread === null) return undefined;
    const timer = setTimeout(() => take(), READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [unread]);

  const isAhead = typed !== null && typed.made === null;
  const isShown = typed !== null && (isAhead || typed.made === written);
  return {
    text: isShown ? typed.text : written,
    faults: isAhead ? typed.faults : [],
    isAhead,
    type: (text) => {
      const { current: before } = last;
      const base = before && before.made === null ? before.base : workflow;
      kept.write({ text, base: definitionText("workflow", base) });
      put({ text, base, made: null, faults: before?.faults ?? [], against: null });
    },
    goBack: () => {
      kept.clear();
      put(null);
    },
    insist:
      isAhead && typed.against
        ? () => {
            const { against } = typed;
            if (!against) return;
            kept.clear();
            record({ do: "replaceAll", workflow: against });
            put({ ...typed, made: definitionText("workflow", against), against: null });
          }
        : null,
  };
}

function found(kept: { text: string; base: string } | null, workflow: Workflow): Typed | null {
  if (!kept) return null;
  const base = readText(kept.base, workflow.id);
  return {
    text: kept.text,
    base: "workflow" in base ? base.workflow : workflow,
    ...{ made: null, faults: [], against: null },
  };
}
