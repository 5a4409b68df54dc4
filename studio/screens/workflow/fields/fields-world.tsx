import { createContext, use, useMemo, type ReactNode } from "react";
import { keysOf, type Finding } from "../../../../engine/definition/finding.js";
import type { Transition } from "../../../../engine/definition/workflow.js";
import { ConditionProvider, type ConditionWorld } from "../../../ui/condition/condition-world.js";
import { useRights } from "../../draft/rights-context.js";
import type { Subject } from "../names.js";
import classes from "./fields.module.css";
import { factsThere } from "./facts-there.js";

/** What the fields of a panel share. */
export type FieldsWorld = {
  readonly subject: Subject;
  /** What can be read where they stand. */
  readonly facts: ConditionWorld;
  /** What the check says, by JSON pointers into the workflow. */
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
};

const FieldsContext = createContext<FieldsWorld | null>(null);

/** What the fields of a panel share. Only inside {@link FieldsPlace}. */
export function useFields(): FieldsWorld {
  const world = use(FieldsContext);
  if (!world) throw new Error("useFields needs FieldsPlace around it");
  return world;
}

/** A place of a workflow whose fields can be changed: a transition, or without one what belongs to the case alone. */
export function FieldsPlace({
  subject,
  transition,
  findings,
  readOnly,
  children,
}: Pick<FieldsWorld, "subject" | "findings"> & {
  readonly transition?: Transition | undefined;
  readonly readOnly?: boolean;
  readonly children: ReactNode;
}) {
  const world = useMemo(() => {
    const facts = { ...factsThere(subject, transition), readOnly: readOnly === true };
    return { subject, facts, findings, readOnly: readOnly === true };
  }, [subject, transition, findings, readOnly]);
  return (
    <FieldsContext.Provider value={world}>
      <ConditionProvider value={world.facts}>
        <div className={classes.place}>{children}</div>
      </ConditionProvider>
    </FieldsContext.Provider>
  );
}

/** Whether what stands at a place (JSON pointer) is only read: the panel is, or the person may change nothing of it. */
export function useReadOnly(path: string): boolean {
  const { subject, readOnly } = useFields();
  const { some } = useRights();
  return readOnly || !some("workflows", subject.workflow.id, ...keysOf(path));
}

/** What the check says about a value at a place (JSON pointer) and about all that is in it, as one text; undefined for nothing. */
export function useTrouble(path: string): string | undefined {
  return troubleAt(useFields().findings, path);
}

/** The same, of some findings. */
export function troubleAt(findings: readonly Finding[], path: string): string | undefined {
  const mine = findings.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  if (mine.length === 0) return undefined;
  return mine
    .map(({ message, fix }) => (fix === undefined ? message : `${message} ${fix}`))
    .join(" ");
}
