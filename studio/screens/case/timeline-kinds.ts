import type { CaseEventLine } from "../../../engine/protocol/case.js";
import type { IconName } from "../../ui/icons.js";

/** What a timeline can be narrowed to. */
export type TimelineFilter = "all" | "people" | "messages" | "rules";

/** Kinds of events with a sign of their own. */
const SIGNS: Readonly<
  Record<string, { readonly icon: IconName; readonly filter: TimelineFilter }>
> = {
  created: { icon: "plus", filter: "people" },
  moved: { icon: "route", filter: "people" },
  skipped: { icon: "warning", filter: "people" },
  acted: { icon: "person", filter: "people" },
  message_received: { icon: "message", filter: "messages" },
  message_failed: { icon: "warning", filter: "messages" },
  message_resent: { icon: "message", filter: "messages" },
  decided: { icon: "route", filter: "rules" },
  clock_due: { icon: "clock", filter: "rules" },
};

/** The sign of a line. */
export function signOf(line: CaseEventLine): IconName {
  if (line.call) return "call";
  return SIGNS[line.type]?.icon ?? "dots";
}

/** The lines that a filter shows; a turn that sent a message or logged a call counts as one about messages too. */
export function narrowed(
  lines: readonly CaseEventLine[],
  filter: TimelineFilter,
): readonly CaseEventLine[] {
  if (filter === "all") return lines;
  return lines.filter((line) => {
    const says =
      line.call !== undefined || line.effects.some((effect) => effect.kind === "send_message");
    return SIGNS[line.type]?.filter === filter || (filter === "messages" && says);
  });
}
