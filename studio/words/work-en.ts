import { count } from "./count.js";

/** Words about who is given tickets, when, and how many; part of the staff words. */
export const workEn = {
  status: { free: "Free", full: "Full", away: "Away", off_duty: "Off duty" } as const,
  until: (what: string, at: string) => `${what} until ${at}`,
  load: (load: number, capacity: number | null) =>
    capacity === null
      ? count(load, "ticket", "tickets")
      : `${String(load)} of ${count(capacity, "ticket", "tickets")}`,

  mine: "My availability",
  mineLead: "While you are away no queue gives you tickets. Those that you have stay yours.",
  awayUntil: (at: string) => `Away until ${at}`,
  awayNow: "Away",
  hours: "Working hours",
  dayAndNight: "Day and night",
  away: "I am away",
  theyAreAway: "Away",
  from: "From",
  untilWhen: "Until",
  untilHint: "Leave it empty if the end is not known.",
  noTime: "Say from when.",
  endsBefore: "The end must come after the beginning.",
  save: "Save",
  saved: "Saved.",

  change: "Work",
  edit: (name: string) => `Work of ${name}`,
  rolesHint: "Queues, teams and rights follow from them.",
  ownRoles: "Your own roles are changed by another administrator.",
  capacity: "Tickets at once",
  capacityHint: "Leave it empty for as many as each queue says.",
  slack: "Slack member ID",
  slackHint:
    "By which they acknowledge alerts in Slack. It stands in their Slack profile under More, Copy member ID.",
  notSlack: "A member ID looks like U012AB3CD.",
  wrongNumber: (most: number) => `A whole number from 1 to ${String(most)}`,
  skills: "Skills",

  team: {
    title: "Team",
    lead: "Who can be given tickets now. Tickets that wait for a patient are not counted.",
    which: "Show",
    everybody: "Everybody",
    sum: (parts: readonly string[]) => parts.join(" · "),
    counted: {
      free: (n: number) => `${String(n)} free`,
      full: (n: number) => `${String(n)} full`,
      away: (n: number) => `${String(n)} away`,
      off_duty: (n: number) => `${String(n)} off duty`,
    },
    given: (queues: readonly string[]) => `Is given tickets of ${queues.join(", ")}`,
    takes: "Takes tickets by hand",
    none: "Nobody is given tickets of this queue",
    noneText: "Its tickets wait until somebody takes them.",
    forbidden: "You may not see what others have to do",
  },

  give: {
    find: "Find a person",
    nobodyFound: "Nobody has such a name.",
    fits: "Can take it now",
    hindered: "Can be given it all the same",
    cannot: "Cannot be given it",
    me: (name: string) => `${name} (you)`,
    holds: "Has it already",
    mayNot: "Has no role that may act on tickets",
    unseeing: (queue: string) => `Does not work in ${queue}`,
    missing: (skills: readonly string[]) => `Without the ${skillsNamed(skills)}`,
  },

  unattended: {
    row: (skills: readonly string[]) =>
      skills.length === 0 ? "Nobody is free" : `Needs: ${listed(skills)}`,
    title: (skills: readonly string[]) =>
      skills.length === 0
        ? "Nobody is free for this ticket"
        : `Waiting for somebody with the ${skillsNamed(skills)}`,
    text: "It is given out as soon as somebody can take it, the most urgent first.",
    nobody: (queue: string) => `Nobody is given tickets of ${queue}.`,
    unskilled: (queue: string) =>
      `Nobody who is given tickets of ${queue} has it. Give it to somebody by hand, or have the skill added to a person.`,
    kept: (people: number, parts: readonly string[]) =>
      `Of ${count(people, "person", "people")}: ${parts.join(", ")}.`,
    keptBy: {
      unskilled: (n: number) => `${String(n)} without a skill that it needs`,
      away: (n: number) => `${String(n)} away`,
      off_duty: (n: number) => `${String(n)} off duty`,
      full: (n: number) => `${String(n)} full`,
    },
    next: (name: string, at: string) => `Expected next: ${name}, ${at}.`,
  },
};

function skillsNamed(skills: readonly string[]): string {
  return `${skills.length === 1 ? "skill" : "skills"} ${listed(skills.map((name) => `“${name}”`))}`;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}
