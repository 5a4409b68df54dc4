import type { CaseEventLine } from "../../../engine/protocol/case.js";
import type { Attachment, Message } from "../../../engine/protocol/message.js";

/** Something said about a case: a message either way, or what only staff see: a phone call, a note, files that they put in. */
export type Said =
  | { readonly kind: "message"; readonly at: string; readonly message: Message }
  | {
      readonly kind: "note";
      readonly at: string;
      readonly id: string;
      readonly by: string | null;
      readonly text: string;
    }
  | {
      readonly kind: "call";
      readonly at: string;
      readonly id: string;
      readonly by: string | null;
      readonly call: NonNullable<CaseEventLine["call"]>;
    }
  | {
      readonly kind: "files";
      readonly at: string;
      readonly id: string;
      readonly by: string | null;
      readonly files: readonly Attachment[];
    };

/** Messages, calls, files and staff notes together, oldest first. What a person wrote and nothing was sent for is a note. */
export function conversationOf(
  messages: readonly Message[],
  events: readonly CaseEventLine[],
): readonly Said[] {
  const said: Said[] = messages.map((message) => ({ kind: "message", at: message.at, message }));
  for (const line of events) {
    const what = {
      at: line.at,
      id: `turn-${String(line.turn)}`,
      by: line.actor?.name ?? null,
    };
    if (line.call) {
      said.push({ kind: "call", ...what, call: line.call });
      continue;
    }
    if (line.attachments) {
      // Before what was sent at that very moment: they came first.
      said.unshift({ kind: "files", ...what, files: line.attachments });
      continue;
    }
    const text = line.input["text"];
    if (line.type !== "acted" || typeof text !== "string" || sends(line)) continue;
    said.push({ kind: "note", ...what, text });
  }
  return said.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function sends(line: CaseEventLine): boolean {
  return line.note !== null || line.effects.some((effect) => effect.kind === "send_message");
}
