import type { LockOut } from "../../engine/definition/administrators.js";
import type { Permission } from "../../engine/definition/organisation.js";

/** What each permission lets people do, after “may”. */
const MAY: Readonly<Record<Permission, string>> = {
  "case.read": "read cases",
  "case.create": "open cases",
  "case.act": "act on cases",
  "case.repair": "repair cases that stand still",
  "case.erase": "erase what is kept about people",
  "queue.take": "take the next case of a queue",
  "user.read": "see who works here",
  "user.manage": "add people and give them roles",
  "release.read": "see how work is done",
  "release.publish": "change how work is done and publish it",
  "operations.read": "see all alerts and how the servers are",
  "audit.read": "see who looked at what",
  "sandbox.use": "use the phone and the mailbox for practice",
};

const LOCKED_OUT: Readonly<Record<LockOut, string>> = {
  nobody_manages_people:
    "Then nobody who works here could add people or give them roles any more. Give that right to another role first that somebody has.",
  nobody_changes_roles:
    "Then nobody could change roles any more. Give the right to see and to change everything to another role first.",
};

/** The texts about roles, in English. */
export const rolesEn = {
  title: "Roles",
  lead: "What the people of a role may do, whose cases they see, and what they may change. It is changed as everything else: counted among your changes, and published with them.",
  add: "Add a role",
  change: "Change",
  changeOf: (name: string) => `Change the role ${name}`,
  remove: "Remove",
  removeOf: (name: string) => `Remove the role ${name}`,
  removed: (name: string) => `The role ${name} is removed, once you publish it.`,
  isHeld: "It can be removed once nobody has it any more.",
  may: "May",
  mayNothing: "nothing",
  sees: "Sees the cases of",
  allQueues: "all queues",
  noQueues: "no queue",
  changes: "Changes only",
  hasIt: "Has it",
  nobody: "nobody",
  permission: (permission: Permission) => MAY[permission],
  editTitle: "Role",
  name: "Name",
  nameNeeded: "Give it a name.",
  nameTaken: "Another role has this name.",
  permissions: "People with this role may",
  queueChoice: "They see the cases of all queues",
  queues: "They see the cases of",
  some: "They may change only some things",
  someHint: "For whoever keeps texts, times or hours, and is not to change how cases move.",
  what: "What they may change",
  whatHint: "What is not named here they see and cannot change. A whole kind includes new ones.",
  whatNeeded: "Say what they may change.",
  lockedOut: (why: LockOut) => LOCKED_OUT[why],
  done: "Done",
  parts: {
    "templates/*/texts": "Words of messages",
    "workflows/*/clocks/*/target": "Times that are promised",
    "workflows/*/data/properties/*/enum": "Choices of lists",
    "organisation/teams": "Who is called in alerts",
    "organisation/alerts": "Channels of alerts",
    "organisation/queues": "Queues",
    "organisation/skills": "Skills",
    "organisation/quantities": "Shared quantities",
  } as Readonly<Record<string, string>>,
  only: (what: string) =>
    `Your roles let you change only this: ${what}. Everything else is shown, and cannot be changed.`,
  shut: "Your roles do not let you change this.",
  refused: (what: string) => `Not changed: your roles do not let you change this of the ${what}.`,
  outside: (n: number) =>
    n === 1
      ? "One of your changes is of something that your roles do not let you change. Undo it first."
      : `${String(n)} places are changed that your roles do not let you change. Undo that first.`,
};
