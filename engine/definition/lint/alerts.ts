import { durationMs } from "../duration.js";
import type { FactCatalogue } from "../facts.js";
import type { EffectSpec } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own, type Subject } from "./names.js";

type AlertSpec = Extract<EffectSpec, { do: "alert" }>;

/** Ten seconds, the least that lets anybody answer; a day, the most that is still a call. */
const [MIN_EVERY_MS, MAX_EVERY_MS] = [10_000, 86_400_000];

/** One alert: A001 and A003 its team, W018 the clock it is about, A005 what follows, A006 its rhythm, A007 channels, R002 a team that the case tells. */
export function alertFindings(
  subject: Subject,
  spec: AlertSpec,
  { facts, path }: { readonly facts: FactCatalogue; readonly path: string },
): readonly Draft[] {
  return [
    ...teamFindings(subject, spec, { facts, path }),
    ...clockFindings(subject, spec, path),
    ...channelFindings(subject, path),
    ...rhythmFindings(spec, path),
    ...silenceFindings(subject, spec, path),
  ];
}

/** A001: the organisation has this team. */
export function teamNameFindings({ known }: Subject, id: string, path: string): readonly Draft[] {
  if (known.teams.has(id)) return [];
  return [
    draft("A001", path, `There is no team \`${id}\`.`, () => suggestion(id, known.teams.keys())),
  ];
}

function teamFindings(
  subject: Subject,
  { team }: AlertSpec,
  { facts, path }: { readonly facts: FactCatalogue; readonly path: string },
): readonly Draft[] {
  if (typeof team === "string") {
    const unknown = teamNameFindings(subject, team, `${path}/team`);
    if (unknown.length > 0 || (subject.known.teams.get(team)?.tiers.length ?? 0) > 0)
      return unknown;
    return [
      draft(
        "A003",
        `${path}/team`,
        `Nobody of the team \`${team}\` is ever on call.`,
        "Give the team a tier with a role or people.",
      ),
    ];
  }
  if (facts[team.from] === "text") return [];
  return [
    draft("R002", `${path}/team/from`, `There is no text \`${team.from}\` to read here.`, () =>
      suggestion(team.from, Object.keys(facts)),
    ),
  ];
}

function clockFindings(
  { workflow }: Subject,
  { about }: AlertSpec,
  path: string,
): readonly Draft[] {
  if (about === undefined || own(workflow.clocks, about)) return [];
  return [
    draft("W018", `${path}/about`, `There is no clock \`${about}\`.`, () =>
      suggestion(about, Object.keys(workflow.clocks ?? {})),
    ),
  ];
}

function channelFindings({ known }: Subject, path: string): readonly Draft[] {
  if (known.alerts !== null) return [];
  return [
    draft(
      "A007",
      `${path}/level`,
      "The organisation does not say which channels alerts use.",
      "Add `alerts` to the organisation.",
    ),
  ];
}

function rhythmFindings({ every, until }: AlertSpec, path: string): readonly Draft[] {
  if (every === undefined) return [];
  const ms = durationMs(every);
  if (until !== undefined && ms >= MIN_EVERY_MS && ms <= MAX_EVERY_MS) return [];
  return [
    draft(
      "A006",
      `${path}/every`,
      until === undefined
        ? "An alert that nobody has to acknowledge calls once."
        : `\`${every}\` is not between ten seconds and a day.`,
      until === undefined
        ? "Add `until: acknowledged`, or remove `every`."
        : "Choose a time between PT10S and P1D.",
    ),
  ];
}

/** A005: there will be a night in which nobody answers, and the case must go on then. */
function silenceFindings({ workflow }: Subject, spec: AlertSpec, path: string): readonly Draft[] {
  if (spec.until === undefined) return [];
  const isHeard = Object.values(workflow.transitions).some(({ on }) =>
    on?.some(
      ({ event, ...trigger }) =>
        event === "alert_unanswered" &&
        (!("team" in trigger) || typeof spec.team !== "string" || trigger.team === spec.team),
    ),
  );
  if (isHeard) return [];
  return [
    draft(
      "A005",
      path,
      "Nothing follows when nobody acknowledges.",
      "Add a transition on the event `alert_unanswered`.",
    ),
  ];
}
