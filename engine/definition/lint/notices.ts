import type { FactCatalogue } from "../facts.js";
import type { NotifySpec } from "../notice.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";
import { queueFindings } from "./transitions.js";

/** Whom a notice is for: a role (W006) or queue (W016) that there is, or a fact that tells (R002). */
export function noticeFindings(
  subject: Subject,
  { to }: NotifySpec,
  { facts, path }: { readonly facts: FactCatalogue; readonly path: string },
): readonly Draft[] {
  const { known } = subject;
  if ("role" in to) {
    if (known.roles.has(to.role)) return [];
    const at = `${path}/to/role`;
    return [
      draft("W006", at, `There is no role \`${to.role}\`.`, () =>
        suggestion(to.role, known.roles.keys()),
      ),
    ];
  }
  const [member, named] = "queue" in to ? ["queue", to.queue] : ["person", to.person];
  const at = `${path}/to/${member}`;
  if (typeof named === "string") return "queue" in to ? queueFindings(subject, named, at) : [];
  if (facts[named.from] === "text") return [];
  return [
    draft("R002", `${at}/from`, `There is no text \`${named.from}\` to read here.`, () =>
      suggestion(named.from, Object.keys(facts)),
    ),
  ];
}
