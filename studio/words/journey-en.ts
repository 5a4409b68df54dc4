import { count } from "./count.js";

/** The texts about the way that one case has come, in English. */
export const journeyEn = {
  open: "Journey",
  title: (id: string) => `Journey of ${id}`,
  back: "Back to the ticket",
  none: "Nothing of this ticket is on record yet",
  noneText: "Its first turn has not been written down.",
  picture: (workflow: string, release: number) =>
    `Map of ${workflow} as in release ${String(release)}`,
  follows: (release: number) => `Drawn as in release ${String(release)}, which it follows.`,
  followed: (release: number, until: number) =>
    `Drawn as in release ${String(release)}, which it followed until turn ${String(until)}.`,
  hint: "Choose a state or a way to go to the turn that led there.",
  notBeen: (state: string) => `It has not been in “${state}” under this release.`,
  notGone: (from: string, to: string) => `It has not gone from “${from}” to “${to}”.`,

  slider: "Turn",
  earlier: "Earlier turn",
  later: "Later turn",
  turn: (n: number, of: number) => `Turn ${String(n)} of ${String(of)}`,
  turnNow: (n: number) => `Turn ${String(n)}, the last one`,
  spoken: (n: number, of: number, title: string, at: string) =>
    `Turn ${String(n)} of ${String(of)}: ${title}, ${at}`,
  cut: (n: number) => `Only the first ${count(n, "turn is", "turns are")} shown.`,
  toNow: "Go to now",

  changed: "Changed by this turn",
  gone: "taken out",
  reasons: "Why the rules said so",

  here: {
    title: "Why is it here?",
    now: (state: string, span: string) => `In “${state}” for ${span}.`,
    then: (state: string, span: string) => `It was in “${state}”, for ${span} until this turn.`,
    arrived: (state: string) => `It had just come to “${state}”, by this turn.`,
    arrivedNow: (state: string, span: string) =>
      `In “${state}” for ${span}. It came there by this turn.`,
    broughtBy: (title: string, who: string) => `It was brought there by: ${title} (${who}).`,
    toArrival: (n: number) => `Go to turn ${String(n)}`,
  },

  waits: {
    now: "What does it wait for?",
    then: "What it waited for then",
    closed: "It is closed and waits for nothing.",
    nobody: "For nobody: no role can do anything with it in this state.",
    doers: "Somebody has to do one of these",
    leadsTo: (state: string) => `to “${state}”`,
    staying: (names: string) => `Without leaving the state: ${names}`,
    clocks: "Time",
    stands: "stands still",
    thenDoes: (what: string) => `then: ${what}`,
    asked: "An answer",
    of: {
      decide: (what: string) => `The rules “${what}” have to decide`,
      reserve: (what: string) => `“${what}” has to be reserved`,
      use: (what: string) => `“${what}” has to be used`,
      start: (what: string) => `“${what}” has to be opened`,
      webhook: (what: string) => `“${what}” has to answer`,
      plugin: (what: string) => `“${what}” has to be done`,
    } as Readonly<Record<string, (what: string) => string>>,
    since: (turn: number) => `since turn ${String(turn)}`,
    messages: "Messages on their way",
    message: (state: string) => `A message: ${state}`,
    children: "Other tickets",
  },

  stay: {
    short: (span: string, visits: number) => (visits > 1 ? `${span} · ${String(visits)}×` : span),
    spoken: (span: string, visits: number) =>
      `It was here ${count(visits, "time", "times")}, for ${span} in all`,
  },
  taken: {
    short: (turns: readonly number[]) =>
      turns.length > 2
        ? `${String(turns.length)}×`
        : turns.map((turn) => `#${String(turn)}`).join(" "),
    spoken: (turns: readonly number[]) =>
      `Taken by ${turns.length === 1 ? "turn" : "turns"} ${turns.join(", ")}`,
  },
};
