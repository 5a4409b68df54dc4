import type { Reconciled } from "./reconcile.js";

/** Ids that one line names; the log of the command has room for more than a reader has. */
const NAMED = 20;

/** What reconciling did, line by line, for whoever has restored. */
export function reportOf(done: Reconciled): readonly string[] {
  const { held, settled, redone, revived, setBack, lost, disagreeing, givenAgain } = done;
  const { numbersRaised, agreed } = done;
  return [
    ...(held > 0
      ? [
          `${messages(held)} waited to be sent or ${held === 1 ? "was" : "were"} on the way when the backup was taken. Nobody knows ` +
            "whether they went out since: they are held back as unknown, for staff to see, and are not sent again.",
        ]
      : []),
    ...about(settled, [
      `${String(settled)} of them Temporal knows to have gone out, or to have failed; that is what they say now.`,
    ]),
    ...about(redone.size, [
      `${cases(redone.size)} had gone on in Temporal: ${steps(sum(redone))} written to MongoDB again (${named([...redone.keys()])}).`,
    ]),
    ...about(revived.length, [
      `${cases(revived.length)} had gone on in MongoDB, or ${revived.length === 1 ? "was" : "were"} missing in Temporal: ` +
        `going on from MongoDB (${named(revived)}).`,
    ]),
    ...about(setBack.size, [
      `${cases(setBack.size)} had been moved to a release that the backup of MongoDB lacks: going on from before that, without ` +
        `${steps(sum(setBack))} (${named([...setBack.keys()])}). Look through them.`,
    ]),
    ...about(lost.length, [
      `${cases(lost.length)} began after the backup of MongoDB was taken: the keys are gone, nobody can read them, and they were ` +
        `ended (${named(lost)}). Ask the patients to write again.`,
    ]),
    ...about(disagreeing.length, [
      `${cases(disagreeing.length)} tell another story in MongoDB than in Temporal, or a part is missing: left as they are ` +
        `(${named(disagreeing)}). They stand still when they move next, and are shown to be repaired.`,
    ]),
    ...about(givenAgain, [`${messages(givenAgain)} of patients are given to their cases again.`]),
    ...about(numbersRaised ? 1 : 0, ["New cases get numbers after the last that was in use."]),
    `${cases(agreed)} agreed already.`,
  ];
}

/** Whether nothing was lost and nothing is left to be done by hand. */
export function isWhole({ setBack, lost, disagreeing }: Reconciled): boolean {
  return setBack.size === 0 && lost.length === 0 && disagreeing.length === 0;
}

/** Lines about something that there are `n` of; none when there is none. */
function about(n: number, lines: readonly string[]): readonly string[] {
  return n > 0 ? lines : [];
}

function sum(turns: ReadonlyMap<string, number>): number {
  return [...turns.values()].reduce((all, n) => all + n, 0);
}

function named(ids: readonly string[]): string {
  const more = ids.length - NAMED;
  return ids.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
}

function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
const cases = (n: number) => count(n, "case", "cases");
const messages = (n: number) => count(n, "message", "messages");
const steps = (n: number) => count(n, "step", "steps");
