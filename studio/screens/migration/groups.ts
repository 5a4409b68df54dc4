import type { MigrationPlan } from "../../../engine/protocol/migration.js";
import { movingWords as say } from "../../words/moving.js";

/** Cases of which the same is to be said. */
export type Group = { readonly sentence: string; readonly ids: readonly string[] };

/** A dry run as sentences: first where cases go, then why others stay; the larger groups first. */
export function groupsOf({ cases }: Pick<MigrationPlan, "cases">): readonly Group[] {
  const moving = cases.filter(({ to }) => to !== null);
  const staying = cases.filter(({ to }) => to === null);
  return [
    ...grouped(moving, movedTo).map(({ what, ids }) => ({
      ids,
      sentence: [say.moves(ids.length, what.to), ...what.more].join("; "),
    })),
    ...grouped(staying, ({ reasons }) => reasons.map(({ message }) => message).join(" ")).map(
      ({ what, ids }) => ({ ids, sentence: say.stays(ids.length, what) }),
    ),
  ];
}

type Planned = MigrationPlan["cases"][number];

function movedTo({ to, leaves, ends }: Planned) {
  const more = [
    ...(leaves.length === 0 ? [] : [say.leaves(leaves.join(", "))]),
    ...(ends.length === 0 ? [] : [say.ends(ends.join(", "))]),
  ];
  return { to: to?.name ?? "", more };
}

function grouped<What>(
  cases: readonly Planned[],
  whatOf: (one: Planned) => What,
): readonly { readonly what: What; readonly ids: readonly string[] }[] {
  const groups = new Map<string, { what: What; ids: string[] }>();
  for (const one of cases) {
    const what = whatOf(one);
    const key = JSON.stringify(what);
    const group = groups.get(key) ?? { what, ids: [] };
    group.ids.push(one.id);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length);
}
