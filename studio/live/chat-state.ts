import type { ChatFrame, ChatMessage } from "../../engine/protocol/chat.js";

/** Something the person wrote that the clinic may not have yet. */
export type Written = {
  /** UUID; the same for every repeat. */
  readonly id: string;
  readonly text: string;
  readonly state: "sending" | "taken" | "refused";
};

/** A chat as its page knows it. */
export type ChatState = {
  /** `over`: the pass has ended, so that only a new chat helps. */
  readonly phase: "connecting" | "live" | "lost" | "over";
  /** What was said, in its order. */
  readonly messages: readonly ChatMessage[];
  /** What was written and has not come back among the messages. */
  readonly written: readonly Written[];
};

/** Something that happened to a chat. */
export type ChatEvent =
  | { readonly type: "frame"; readonly frame: ChatFrame }
  | { readonly type: "wrote"; readonly id: string; readonly text: string }
  | { readonly type: "lost" | "over" };

/** A chat before its first connection. @param written what an earlier page of this tab has not got through */
export function chatBefore(written: readonly Written[]): ChatState {
  return { phase: "connecting", messages: [], written };
}

/** The chat after an event. */
export function chatAfter(before: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "wrote": {
      const { id, text } = event;
      return { ...before, written: [...before.written, { id, text, state: "sending" }] };
    }
    case "lost":
    case "over":
      return { ...before, phase: event.type };
    case "frame":
      return heard(before, event.frame);
  }
}

function heard(before: ChatState, frame: ChatFrame): ChatState {
  switch (frame.type) {
    case "messages":
      return withMessages(before, frame.messages);
    case "ready":
      return { ...before, phase: "live" };
    case "taken":
      return withState(before, frame.id, "taken");
    case "refused":
      return withState(before, frame.id, "refused");
    case "later":
    case "pong":
      return before;
  }
}

/** A message that comes again replaces the one that is there; what comes back is written no more. */
function withMessages(before: ChatState, news: readonly ChatMessage[]): ChatState {
  const byId = new Map([...before.messages, ...news].map((message) => [message.id, message]));
  // Sorting keeps the order in which the server gave messages of one instant.
  const messages = [...byId.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { ...before, messages, written: before.written.filter(({ id }) => !byId.has(id)) };
}

function withState(before: ChatState, id: string, state: Written["state"]): ChatState {
  const written = before.written.map((one) => (one.id === id ? { ...one, state } : one));
  return { ...before, written };
}
