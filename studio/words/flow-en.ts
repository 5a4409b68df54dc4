import { count } from "./count.js";

const inDays = (days: number) => `in the last ${count(days, "day", "days")}`;

/** The texts about how many cases go where, and how long they stay, in English. */
export const flowEn = {
  numbers: "What the picture shows",
  shadeBy: "Shade by",
  shades: {
    kind: "Kind of state",
    open: "Open now",
    stay: "Time spent there",
    late: "Promises broken there",
  },
  period: "Over the last",
  days: (n: number) => count(n, "day", "days"),
  least: "Least",
  most: "Most",
  failed: "How cases moved could not be loaded.",
  since: "Time is counted day and night, from arriving until leaving. Exercises are left out.",

  /** On the picture, where there is room for two words. */
  short: {
    few: "too few",
    nobody: "–",
    share: (percent: number) => `${String(percent)} %`,
    fewLate: "a few",
    under: (span: string) => `< ${span}`,
    times: (n: number) => `${String(n)}×`,
    fewTimes: "<5×",
  },

  heading: (days: number) => `${inDays(days)[0]?.toUpperCase() ?? ""}${inDays(days).slice(1)}`,
  left: (n: number) => `${count(n, "case", "cases")} left here.`,
  few: (few: number) => `Fewer than ${String(few)} cases left here, too few to tell more.`,
  nobody: "No case left here.",
  stayed: (half: string, most: string) =>
    `Half of them stayed less than ${half}, nine in ten less than ${most}.`,
  late: (percent: number) => `${String(percent)} % broke a promise here.`,
  fewLate: (few: number) => `Fewer than ${String(few)} broke a promise here.`,
  noneLate: "None broke a promise here.",
  taken: (n: number) => (n === 1 ? "Taken once" : `Taken ${String(n)} times`),
  fewTaken: (few: number) => `Taken fewer than ${String(few)} times`,
  notTaken: "Not taken",
  from: (what: string, state: string) => `${what} from ${state}`,
  showLate: (n: number) =>
    `Show the ${count(n, "case", "cases")} that ${n === 1 ? "is" : "are"} late`,
  openNow: (n: number) => `${String(n)} open`,
  lateNow: (n: number) => `${String(n)} late`,
  table: { stay: "Time there", taken: "Taken" },
};
