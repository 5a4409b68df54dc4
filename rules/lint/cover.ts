import type { Condition } from "../../engine/definition/conditions/condition.js";
import { pointer, type Finding } from "../../engine/definition/finding.js";
import { finding } from "../../engine/definition/lint/codes.js";
import {
  exampleOf,
  OTHER,
  type Example,
  type Space,
} from "../../engine/definition/lint/constant.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import { quoted } from "../phrases.js";
import { signatureOf, writtenOut } from "./shapes.js";
import type { ShadowRule } from "./shadows.js";
import type { Vocabulary } from "./vocabulary.js";

/** Comparisons made for one rule set before the rest counts as not told; some tenths of a second. */
const MAX_WORK = 1_000_000;

/** Comparisons made for one question. */
const MAX_WORK_EACH = 100_000;

/** Overlaps told of one set; where there are more, the first ones show what is wrong. */
const MAX_OVERLAPS = 20;

/** A search with a budget for the whole rule set. */
type Searcher = {
  readonly exampleOf: (condition: Condition) => Example | "none" | "unknown";
};

/**
 * Whether rules that are meant to exclude each other do so (R006, `hit: unique`), whether rules meant to cover every case do
 * (R007, `hit: unique` and tables), and whether a rule is hidden by all the earlier ones together (R005, `hit: first`).
 * Findings name facts as a counter-example. What cannot be told, because a rule looks for words in a text or there is too much to
 * try, is said once (R018) and never guessed.
 */
export function lintCover(
  rules: readonly ShadowRule[],
  ruleSet: RuleSet,
  vocabulary: Vocabulary,
): Finding[] {
  const wanted = ruleSet.hit === "unique" || ruleSet.table !== undefined;
  if (!wanted) return [];
  const searcher = searcherIn(vocabulary);
  return [
    ...(ruleSet.hit === "unique" ? lintOverlaps(rules, searcher) : []),
    ...(ruleSet.hit === "first" ? lintHidden(rules, searcher) : []),
    ...lintGap(rules, searcher, ruleSet),
  ];
}

function searcherIn({ facts, domains, present }: Vocabulary): Searcher {
  let left = MAX_WORK;
  return {
    exampleOf(condition) {
      const space: Space = { facts, domains, present, work: Math.min(left, MAX_WORK_EACH) };
      const { found, work } = exampleOf(condition, space);
      left -= work;
      return found;
    },
  };
}

function lintOverlaps(rules: readonly ShadowRule[], searcher: Searcher): Finding[] {
  const found: Finding[] = [];
  let untold = 0;
  for (const [place, rule] of rules.entries())
    for (const earlier of rules.slice(0, place)) {
      if (found.length >= MAX_OVERLAPS) return found;
      const example = searcher.exampleOf({
        all: [writtenOut(earlier.when), writtenOut(rule.when)],
      });
      if (example === "unknown") untold += 1;
      else if (example !== "none") found.push(overlap(earlier, rule, example));
    }
  if (untold > 0)
    found.push(
      notTold(`Whether ${String(untold)} pairs of rules can match together was not analysed.`),
    );
  return found;
}

function overlap(earlier: ShadowRule, rule: ShadowRule, example: Example): Finding {
  return finding(
    "R006",
    pointer("rules", rule.index),
    `“${rule.name}” matches together with “${earlier.name}”, for example when ${told(example)}.`,
    "Make one of them ask for what the other excludes, or choose another hit policy.",
  );
}

/** Rules that only the earlier ones together hide; what one earlier rule hides alone, the shadow check has told. */
function lintHidden(rules: readonly ShadowRule[], searcher: Searcher): Finding[] {
  return rules.flatMap((rule, place) => {
    const earlier = rules.slice(0, place);
    if (
      earlier.length < 2 ||
      earlier.some(({ when }) => signatureOf(when) === signatureOf(rule.when))
    )
      return [];
    const alone = { all: [writtenOut(rule.when), ...earlier.map(isNot)] };
    if (
      searcher.exampleOf(writtenOut(rule.when)) === "none" ||
      searcher.exampleOf(alone) !== "none"
    )
      return [];
    if (
      earlier.some(
        (one) => searcher.exampleOf({ all: [writtenOut(rule.when), isNot(one)] }) === "none",
      )
    )
      return [];
    return [
      finding(
        "R005",
        pointer("rules", rule.index),
        `“${rule.name}” never answers: whatever it matches, one of the rules before it matches too.`,
        "Move it up, or remove it.",
      ),
    ];
  });
}

function lintGap(rules: readonly ShadowRule[], searcher: Searcher, ruleSet: RuleSet): Finding[] {
  if (rules.length === 0 || rules.some(({ always }) => always)) return [];
  const example = searcher.exampleOf({ all: rules.map(isNot) });
  if (example === "none") return [];
  if (example === "unknown") return [notTold("Whether some case has no rule was not analysed.")];
  const path = ruleSet.table ? pointer("table") : pointer("rules");
  return [
    finding(
      "R007",
      path,
      `No rule matches when ${told(example)}; then otherwise answers.`,
      "Add a rule for it, or a last row of `-` if everything else is the same.",
    ),
  ];
}

function isNot({ when }: ShadowRule): Condition {
  return { not: writtenOut(when) };
}

function notTold(message: string): Finding {
  return finding("R018", pointer("rules"), message, "Cover it with tests of the rule set.");
}

/** Facts as a person would say them: `data.kind is “bill” and data.count is not given`. */
function told(example: Example): string {
  if (example.size === 0) return "there is anything";
  return [...example]
    .map(([fact, value]) => {
      if (value === undefined) return `${fact} is not given`;
      return `${fact} is ${value === OTHER ? "some other text" : quoted(value)}`;
    })
    .join(" and ");
}
