/** One thing that is wrong with the environment; never holds the value of a secret. */
export type ConfigFinding = {
  /** The environment variable to change, or the file and line. */
  readonly variable: string;
  /** What is wrong, completing "VARIABLE …". */
  readonly problem: string;
  /** What would be right. */
  readonly fix: string;
};

/** Thrown when the environment cannot be used. The message has one line for each finding. */
export class ConfigError extends Error {
  readonly findings: readonly ConfigFinding[];

  constructor(findings: readonly ConfigFinding[]) {
    super(findings.map(findingLine).join("\n"));
    this.name = "ConfigError";
    this.findings = findings;
  }
}

function findingLine({ variable, problem, fix }: ConfigFinding): string {
  return `${variable} ${problem}: ${fix}`;
}
