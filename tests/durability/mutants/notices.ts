import type { Mutant } from "./mutant.js";

/** Breaks of what is promised about notices (ADR 27). */
export const NOTICES: readonly Mutant[] = [
  {
    name: "notices: a repeat is another notice",
    file: "engine/store/notices.ts",
    find: "_id: `${notice.notice}.${person}`",
    replace: "_id: `${notice.notice}.${person}.${String(performance.now())}`",
    test: "tests/notices.test.ts",
    title: "given once",
  },
  {
    name: "notices: who has left is told too",
    file: "engine/effects/notify.ts",
    find: "return found?.active === true ? [found] : [];",
    replace: "return found ? [found] : [];",
    test: "tests/notices.test.ts",
    title: "does not reach who has left",
  },
  {
    name: "notices: one can read away what others were told",
    file: "engine/store/notices.ts",
    find: "person, readAt: null },",
    replace: "readAt: null },",
    test: "tests/notices.test.ts",
    title: "until they have read it",
  },
  {
    name: "notices: everybody hears that somebody has been told something",
    file: "engine/realtime/frames.ts",
    find: "return person === caller.user.id;",
    replace: "return person.length >= caller.user.id.length;",
    test: "engine/realtime/hub.test.ts",
    title: "hears of notices",
  },
];
