import { expect, test } from "vitest";
import { type StartFacts, wrongStarts } from "./check-starts.js";

type Row = StartFacts["events"][number];

function row(caseId: string, event: object, effects: readonly object[] = [], note = null): Row {
  return { caseId, event, effects, note, transition: null } as unknown as Row;
}

const START = { kind: "start", id: "C-1.2.0" };
const JOIN = { kind: "join", id: "C-1.4.0" };
const TELL = {
  ...{ kind: "tell", id: "X-1.2.0", to: "C-1", number: 20_000 },
  news: { type: "child_closed" },
};
const ASKED = row("C-1", { type: "acted" }, [START]);
const OPENED = row("X-1", { type: "created", parent: { effect: "C-1.2.0" } });
const ANSWERED = row("C-1", { type: "case_started", effect: "C-1.2.0" });
const CLOSED = row("X-1", { type: "acted" }, [TELL]);
const HEARD = row("C-1", { type: "child_closed", other: "X-1", number: 20_000 }, [JOIN]);
const JOINED = row("C-1", { type: "children_closed", effect: "C-1.4.0" });

/** A check-up with one examination, which has closed. */
const story = [ASKED, OPENED, ANSWERED, CLOSED, HEARD, JOINED];
const without = (left: Row) => story.filter((one) => one !== left);

const planted: readonly (readonly [what: string, says: string, events: readonly Row[]])[] = [
  ["a child that does not exist", "start C-1.2.0 opened 0 cases", without(OPENED)],
  ["a child that exists twice", "start C-1.2.0 opened 2 cases", [...story, OPENED]],
  ["a start without an answer", "start C-1.2.0 was answered 0 times", without(ANSWERED)],
  ["a start answered twice", "start C-1.2.0 was answered 2 times", [...story, ANSWERED]],
  ["a join that never comes", "join C-1.4.0 came 0 times", without(JOINED)],
  ["a join that comes twice", "join C-1.4.0 came 2 times", [...story, JOINED]],
  ["a closed child nobody hears of", "X-1.2.0 was heard 0 times by C-1", without(HEARD)],
  ["news that counts twice", "X-1.2.0 was heard 2 times by C-1", [...story, HEARD]],
];

test.each(planted)("%s is found", (_what, says, events) => {
  expect([...wrongStarts({ events })]).toContain(says);
});

test("nothing is found where every promise was kept, though news came twice", () => {
  const repeat = { ...HEARD, effects: [], note: "repeated" };
  expect([...wrongStarts({ events: [...story, repeat] })]).toEqual([]);
});
