import { ConfigError } from "./config/finding.js";
import { INTERPRETERS } from "./interpreter/index.js";
import { openByInterpreter } from "./store/open-counts.js";
import type { Store } from "./store/store.js";

/**
 * Stops a start without an interpreter that open cases run on: every task of theirs would fail.
 * @throws ConfigError naming the interpreter and how many cases need it
 */
export async function requireInterpreters(store: Store): Promise<void> {
  const open = await openByInterpreter(store);
  const findings = open
    .filter(({ interpreter }) => !Object.hasOwn(INTERPRETERS, interpreter))
    .map(({ interpreter, cases }) => ({
      variable: "This version of Casewright",
      problem: `lacks interpreter ${String(interpreter)}, on which open cases run (${String(cases)})`,
      fix: "start the version that has it until they are closed",
    }));
  if (findings.length > 0) throw new ConfigError(findings);
}
