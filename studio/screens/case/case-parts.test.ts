import { describe, expect, it } from "vitest";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import type { Message } from "../../../engine/protocol/message.js";
import { callWords } from "./call-words.js";
import { changesBetween } from "./changes.js";
import { conversationOf } from "./conversation-items.js";
import { splitActions } from "./split-actions.js";
import { narrowed, signOf } from "./timeline-kinds.js";
import { row } from "../../../tests/support/case-row.js";

const line = (over: Partial<CaseEventLine>): CaseEventLine => ({
  turn: 1,
  type: "acted",
  at: "2026-01-01T08:00:00.000Z",
  actor: { id: "u1", name: "Asha" },
  title: "Something",
  transition: null,
  from: null,
  to: null,
  note: null,
  input: {},
  effects: [],
  decisionId: null,
  ...over,
});

const message = (id: string, at: string): Message => ({
  id,
  direction: "in",
  channel: "sms",
  text: id,
  at,
  state: "received",
  reason: null,
  template: null,
  segments: null,
  attempts: 0,
  resendable: false,
});

describe("a case that changed while somebody looked", () => {
  it("says what is different, and who has it now", () => {
    const now = row({
      state: { id: "in_progress", name: "In progress" },
      assignee: { id: "u2", name: "Baraka" },
    });
    expect(changesBetween(row(), now)).toEqual([
      "State: Assigned → In progress",
      "Assigned to: Nobody → Baraka",
    ]);
    expect(changesBetween(row(), row({ turn: 9 }))).toEqual([]);
  });
});

describe("a conversation", () => {
  const reply = line({
    turn: 3,
    input: { text: "We look into it" },
    effects: [{ id: "e1", kind: "send_message", what: "ticket-reply" }],
  });
  const note = line({ turn: 4, at: "2026-01-01T08:05:00.000Z", input: { text: "Called her" } });

  it("puts staff notes between the messages, but never a reply twice", () => {
    const said = conversationOf(
      [message("late", "2026-01-01T08:06:00.000Z"), message("early", "2026-01-01T08:01:00.000Z")],
      [reply, note],
    );
    expect(said.map((one) => (one.kind === "message" ? one.message.id : one.kind))).toEqual([
      "early",
      "note",
      "late",
    ]);
  });

  it("begins with the files that staff put in, before what was sent at that moment", () => {
    const file = { id: "f1", name: "letter.pdf", type: "application/pdf", size: 9 };
    const opened = line({ type: "created", attachments: [file] });
    const said = conversationOf([message("receipt", opened.at)], [opened]);
    expect(said.map(({ kind }) => kind)).toEqual(["files", "message"]);
    expect(said[0]).toMatchObject({ by: "Asha", files: [file] });
  });

  it("holds phone calls, with who called, how long it took and what came of it", () => {
    const call = line({
      turn: 5,
      input: { direction: "we_called", outcome: "to_be_followed_up", minutes: 1, text: "Ask Otis" },
      call: {
        direction: "we_called",
        answered: true,
        outcome: "to_be_followed_up",
        minutes: 1,
        text: "Ask Otis",
      },
    });
    expect(conversationOf([], [call]).map(({ kind }) => kind)).toEqual(["call"]);
    const missed = { direction: "we_called", answered: false, minutes: null, text: "" } as const;
    expect(call.call && callWords(call.call)).toEqual([
      "We called the patient",
      "1 minute",
      "To be followed up",
    ]);
    expect(callWords({ ...missed, outcome: "busy" })).toEqual([
      "We called, and nobody answered",
      "Busy",
    ]);
    expect([signOf(call), narrowed([call], "messages")]).toEqual(["call", [call]]);
  });
});

describe("a timeline", () => {
  const lines = [
    line({ turn: 1, type: "created" }),
    line({ turn: 2, type: "decided" }),
    line({ turn: 3, effects: [{ id: "e1", kind: "send_message", what: "ticket-reply" }] }),
    line({ turn: 4, type: "message_received" }),
  ];

  it.each([
    ["all", [1, 2, 3, 4]],
    ["people", [1, 3]],
    ["messages", [3, 4]],
    ["rules", [2]],
  ] as const)("narrowed to %s shows turns %j", (filter, turns) => {
    expect(narrowed(lines, filter).map(({ turn }) => turn)).toEqual(turns);
  });
});

describe("what one may do", () => {
  const text = { type: "string", title: "Text", "x-widget": "textarea" } as const;
  const form = (properties: Record<string, typeof text>) =>
    ({ type: "object", properties, additionalProperties: false }) as const;
  const action = (id: string, over: object = {}) => ({
    id,
    name: id,
    to: null,
    form: null,
    commutes: false,
    ...over,
  });

  it("is written in the conversation, pressed as a button, or found under more", () => {
    const split = splitActions(
      [
        action("assign", { form: form({ assignee: text }) }),
        action("release", { to: { id: "new", name: "New" } }),
        action("claim", { to: { id: "in_progress", name: "In progress" } }),
        action("reply", { form: form({ text }), commutes: true }),
        action("void", { to: { id: "voided", name: "Voided" }, form: form({ reason: text }) }),
      ],
      "assigned",
      [
        { id: "new", name: "New", class: "new" },
        { id: "assigned", name: "Assigned", class: "new" },
        { id: "in_progress", name: "In progress", class: "working" },
        { id: "voided", name: "Voided", class: "done" },
      ],
    );
    expect(split.written.map(({ id }) => id)).toEqual(["reply"]);
    expect(split.buttons.map(({ id }) => id)).toEqual(["claim", "release"]);
    expect(split.more.map(({ id }) => id)).toEqual(["assign", "void"]);
  });
});
