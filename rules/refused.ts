import type { Finding } from "../engine/definition/finding.js";

/** Why rules did not run: the set is broken although it was published, or the facts are too large. */
export type RefusalCode = "rule_set_broken" | "facts_too_large";

/**
 * Rules that cannot be run safely. The message carries the rule set's id and codes, never facts.
 * Not retryable: the same set with the same facts is refused again.
 */
export class RulesRefused extends Error {
  override readonly name = "RulesRefused";
  readonly code: RefusalCode;
  readonly findings: readonly Finding[];

  constructor(code: RefusalCode, ruleSet: string, findings: readonly Finding[] = []) {
    const codes = findings.map((finding) => `${finding.code} ${finding.path}`).join(", ");
    super(`rule set ${ruleSet}: ${code}${codes === "" ? "" : ` (${codes})`}`);
    this.code = code;
    this.findings = findings;
  }
}
