/** What a list shows; every member narrows it. */
export type ListFilter = {
  /** A queue's id, `mine`, or `all`. */
  readonly view: string;
  readonly status: "open" | "closed";
  readonly workflow?: string;
  readonly state?: string;
  readonly priority?: string;
  /** Id of the person whose tickets are shown. */
  readonly contact?: string;
  /** Facets that all of them have, as the API is asked: `category:billing,wing:east`. */
  readonly facets?: string;
  readonly mineOnly?: true;
  /** Left out, what is due first comes first. */
  readonly order?: "urgency";
  readonly due?: "late" | "risk";
};

/** Names of cached answers. A live frame invalidates by these. */
export const keys = {
  queues: ["queues"] as const,
  /** Below `queues`, because the same frames make them stale. */
  stateCounts: (workflow: string) => ["queues", "states", workflow] as const,
  /** Not below `queues`: so much is counted that it is not asked for with every ticket. */
  flow: (workflow: string, days: number) => ["flow", workflow, days] as const,
  alerts: ["alerts"] as const,
  openAlerts: ["alerts", "open"] as const,
  alertChannels: ["alert-channels"] as const,
  alertList: (kind: string) => ["alerts", "list", kind] as const,
  notices: ["notices"] as const,
  noticeList: (status: string) => ["notices", status] as const,
  users: ["users"] as const,
  workload: ["workload"] as const,
  me: (id: string) => ["me", id] as const,
  channels: ["channels"] as const,
  setAside: ["set-aside"] as const,
  workflows: ["workflows"] as const,
  rulePlugins: ["rule-plugins"] as const,
  previews: ["previews"] as const,
  preview: (asked: object) => ["previews", asked] as const,
  ruleTrial: (ruleSet: object, facts: object) => ["rule-trial", ruleSet, facts] as const,
  lists: ["cases"] as const,
  list: (filter: ListFilter) => ["cases", filter] as const,
  anyCase: ["case"] as const,
  case: (id: string) => ["case", id] as const,
  events: (id: string) => ["case", id, "events"] as const,
  clocks: (id: string) => ["case", id, "clocks"] as const,
  links: (id: string) => ["case", id, "links"] as const,
  messages: (id: string) => ["case", id, "messages"] as const,
  journey: (id: string) => ["case", id, "journey"] as const,
  /** Not below the case: it is told once, and every look at it is written down. */
  caseTest: (id: string) => ["case-test", id] as const,
  /** Not below the case: what was decided stays as it is. */
  decision: (id: string) => ["decision", id] as const,
  /** Below the case, because every look at it adds to the list. */
  seen: (id: string) => ["case", id, "seen"] as const,
  actions: (id: string) => ["case", id, "actions"] as const,
  suggestions: (id: string) => ["case", id, "suggestions"] as const,
  takers: (id: string) => ["case", id, "takers"] as const,
  sla: (asked: object) => ["sla", asked] as const,
  phones: ["phones"] as const,
  phone: (number: string) => ["phones", number] as const,
  mailboxes: ["mailboxes"] as const,
  mailbox: (address: string) => ["mailboxes", address] as const,
  stuck: ["stuck"] as const,
  repair: (id: string) => ["case", id, "repair"] as const,
  repairRuns: ["repair-runs"] as const,
  repairedCases: (run: string, decided: number) => ["repair-runs", run, decided] as const,
  retention: ["retention"] as const,
  /** Not below the case: it changes by hand alone. */
  hold: (id: string) => ["hold", id] as const,
  releases: ["releases"] as const,
  releaseBody: (number: number) => ["releases", number] as const,
  reviews: ["reviews"] as const,
  review: (id: string) => ["reviews", id] as const,
  ramps: ["ramps"] as const,
  migrations: ["migrations"] as const,
  migrationPlan: (asked: object) => ["migrations", "plan", asked] as const,
  release: ["releases", "current"] as const,
  /** Drafts by their hash: they are large. */
  releaseCheck: (draft: string) => ["release-check", draft] as const,
  replay: (draft: string, asked: object) => ["replay", draft, asked] as const,
  caseReplay: (draft: string, asked: object) => ["replay", "cases", draft, asked] as const,
  replayedCase: (id: string, draft: string) => ["replay", "case", id, draft] as const,
  replayedDecision: (id: string, draft: string) => ["replay", "decision", id, draft] as const,
};
