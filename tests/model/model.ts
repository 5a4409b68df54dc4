/** A case as the reference model keeps it. */
export type Model = {
  turn: number;
  state: string;
  open: boolean;
  /** Turn at which the state was entered. */
  entry: number;
  queue: string;
  /** Turn at which the case took its place in the queue. */
  queuedAt: number;
  priority: string;
  assignee: string | null;
  data: Record<string, unknown>;
  clocks: Record<string, { from: number; due: number }>;
  /** Last message number by conversation. */
  numbers: Record<string, number>;
  /** Turns since a person or the patient last did something. */
  alone: number;
  createdAt: number;
  reachable: boolean;
  fired: string | null;
  note: string | null;
  effects: string[];
};

/** An event as the model reads it: the interpreter's own events, loosely. */
export type ModelEvent = {
  type: string;
  at: number;
  action?: string;
  input?: Record<string, unknown>;
  actor?: { id: string; roles: readonly string[] };
  seenEntry?: number | null;
  message?: { id: string; conversation: string; number: number; text: string } | null;
  entry?: number;
  rules?: string;
  effect?: string;
  quantity?: string;
  outcome?: Record<string, unknown>;
  clock?: string;
  data?: Record<string, unknown>;
  priority?: string;
  queue?: string;
  contact?: { channel: string; language: string } | null;
};
