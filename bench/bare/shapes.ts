/** What happened to a hand-written ticket. `at` is epoch milliseconds. */
export type BareEvent = {
  readonly caseId: string;
  readonly turn: number;
  readonly type: string;
  readonly at: number;
  readonly actor: string | null;
  readonly requestId: string | null;
  readonly input: Readonly<Record<string, string>>;
};

/** Where a hand-written ticket is. */
export type BareState = {
  readonly id: string;
  readonly turn: number;
  readonly state: string;
  readonly status: "open" | "closed";
  readonly priority: string;
  readonly queue: string;
  readonly assignee: string | null;
  readonly data: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** A staff action as a client sends it. */
export type BareAct = {
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
  readonly actor: string;
  readonly requestId: string;
};

/** Its answer; the workflow that does nothing has no state. */
export type BareAnswer = { readonly turn: number; readonly state: BareState | null };

/** The one activity of the hand-written workflows. */
export type BareActivities = {
  /** Writes turns in one transaction; a turn that is there already is left out. */
  writeTurns(batch: {
    readonly state: BareState;
    readonly events: readonly BareEvent[];
  }): Promise<void>;
};
