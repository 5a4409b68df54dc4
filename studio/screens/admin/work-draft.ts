import { MAX_CAPACITY } from "../../../engine/definition/assign.js";
import type { User } from "../../../engine/protocol/session.js";
import type { WorkChange } from "../../api/work.js";
import { type AwayDraft, awayOf, draftOf, wrongAway } from "../../ui/away-draft.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { words } from "../../words/index.js";

/** The work of somebody as it stands in a form; `capacity`, `hours` and `slack` are empty for none of their own. */
export type WorkDraft = {
  readonly roles: readonly string[];
  readonly capacity: string;
  readonly hours: string;
  readonly skills: readonly string[];
  readonly away: AwayDraft;
  readonly slack: string;
};

/** What a form begins with. @param now epoch milliseconds */
export function workDraft(user: User, now: number): WorkDraft {
  const { roles, capacity, hours, skills, away, slack } = user;
  return {
    slack: slack ?? "",
    ...{ roles, skills, hours: hours ?? "", away: draftOf(away, now) },
    capacity: capacity === null ? "" : String(capacity),
  };
}

/**
 * What a form changes of what it began with, and nothing else: somebody may say that they are away while it is open.
 * Only of one without {@link wrongWork}.
 */
export function changeOf(draft: WorkDraft, began: WorkDraft): WorkChange {
  const is = workOf(draft);
  const was = workOf(began);
  const changed = Object.entries(is).filter(
    ([member, value]) => JSON.stringify(value) !== JSON.stringify(was[member as keyof Work]),
  );
  return Object.fromEntries(changed);
}

/** What is wrong, by field. */
export function wrongWork({ roles, capacity, away, slack }: WorkDraft): FieldErrors {
  const number = capacity.trim() === "" ? 1 : Number(capacity);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= MAX_CAPACITY;
  return {
    ...(roles.length === 0 ? { roles: words.form.required } : {}),
    ...(isNumber ? {} : { capacity: words.work.wrongNumber(MAX_CAPACITY) }),
    ...(SLACK_ID.test(slack.trim()) ? {} : { slack: words.work.notSlack }),
    ...wrongAway(away),
  };
}

/** None, or a member id as Slack shows it. */
const SLACK_ID = /^([UW][A-Z0-9]{2,20})?$/;

type Work = Required<WorkChange>;

function workOf({ roles, capacity, hours, skills, away, slack }: WorkDraft): Work {
  return {
    ...{ roles: [...roles], skills: [...skills], away: awayOf(away) },
    capacity: capacity.trim() === "" ? null : Number(capacity),
    hours: hours === "" ? null : hours,
    slack: slack.trim() === "" ? null : slack.trim(),
  };
}
