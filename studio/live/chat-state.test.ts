import { describe, expect, it } from "vitest";
import type { ChatFrame, ChatMessage } from "../../engine/protocol/chat.js";
import { chatAfter, chatBefore, type ChatEvent, type ChatState } from "./chat-state.js";

const after = (...events: readonly ChatEvent[]): ChatState =>
  events.reduce(chatAfter, chatBefore([]));
const frame = (one: ChatFrame): ChatEvent => ({ type: "frame", frame: one });
const said = (id: string, second: number, mine = false): ChatMessage => ({
  ...{ id, mine, text: id, attempt: null },
  at: new Date(second * 1_000).toISOString(),
});
const messages = (...all: readonly ChatMessage[]) =>
  frame({ type: "messages", messages: [...all] });

describe("a chat", () => {
  it("shows what was said in its order, once, however often it comes", () => {
    const state = after(messages(said("b", 2), said("a", 1)), messages(said("a", 1), said("c", 3)));
    expect(state.messages.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("keeps what was written until it comes back, through a lost connection", () => {
    const wrote = after({ type: "wrote", id: "m", text: "Hello" }, { type: "lost" });
    expect(wrote).toMatchObject({ phase: "lost", written: [{ id: "m", state: "sending" }] });
    const taken = chatAfter(wrote, frame({ type: "taken", id: "m" }));
    expect(taken.written).toMatchObject([{ id: "m", state: "taken" }]);
    expect(chatAfter(taken, messages(said("m", 1, true))).written).toEqual([]);
  });

  it("tells what the clinic will not take, and goes on trying what it may", () => {
    const wrote = after({ type: "wrote", id: "m", text: "…" });
    expect(chatAfter(wrote, frame({ type: "later", id: "m" })).written[0]?.state).toBe("sending");
    const refused = chatAfter(wrote, frame({ type: "refused", id: "m", code: "too_long" }));
    expect(refused.written[0]?.state).toBe("refused");
  });

  it("is live when everything that was said is there", () => {
    expect(after(messages(said("a", 1))).phase).toBe("connecting");
    expect(after(messages(said("a", 1)), frame({ type: "ready" })).phase).toBe("live");
    expect(after(frame({ type: "ready" }), { type: "over" }).phase).toBe("over");
  });
});
