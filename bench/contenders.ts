import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import { startCase } from "../engine/cases/start.js";
import { CASE_QUEUE } from "../engine/cases/tools.js";
import type { BareAct, BareEvent } from "./bare/shapes.js";
import { BARE_QUEUE } from "./bare/queue.js";
import { BENCH_TICKET, workflowOf } from "./definitions.js";
import type { Stage } from "./stage.js";

/** One action as every contender takes it. */
export type Step = {
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
};

/** A ticket that is open: acts on it, and waits for its end. */
export type OpenTicket = {
  act(step: Step): Promise<unknown>;
  /** Resolves when the workflow has completed. */
  ended(): Promise<unknown>;
};

/** A way to run a ticket. */
export type Contender = {
  readonly name: string;
  /** Whose worker does the work. */
  readonly worker: "worker" | "bare";
  open(): Promise<OpenTicket>;
};

/** Who acts. */
const ACTOR = { id: "u-support", roles: ["support"] };

/** What people write; the same length everywhere. */
const DATA = { description: "The appointment on Tuesday does not suit me, can I come on Friday?" };

/** Our cases through the gateway that the API uses: form check, reads for the answer, names. */
export function throughGateway({ cases }: Stage): Contender {
  const actor = ACTOR;
  return {
    name: "our case through the gateway",
    worker: "worker",
    open: async () => {
      const request = { workflow: BENCH_TICKET, data: DATA, contact: null, actor };
      const { id: caseId } = await cases.create({ ...request, requestId: randomUUID() });
      await cases.settled(caseId, 1);
      return {
        act: (step) =>
          cases.act({ ...step, caseId, actor, requestId: randomUUID(), seenEntry: null }),
        ended: () => Promise.reject(new Error("the gateway does not wait for ends")),
      };
    },
  };
}

/** Our cases with the same calls to Temporal as the hand-written ones: the interpreter and nothing else. */
export function interpreted({ client, release }: Stage): Contender {
  const workflow = workflowOf(release, BENCH_TICKET);
  const actor = ACTOR;
  return {
    name: "our case, raw Update",
    worker: "worker",
    open: async () => {
      const id = `B-${randomUUID()}`;
      const subject = { type: "created" as const, id, actor, data: DATA };
      const created = { ...subject, contact: null, message: null };
      await startCase(
        { temporal: client, taskQueue: CASE_QUEUE, now: Date.now },
        { release, workflow, created },
      );
      return ticket(client, id, (step, requestId) => ({
        ...step,
        actor,
        requestId,
        seenEntry: null,
      }));
    },
  };
}

/** A hand-written workflow of `bench/workflows`. */
export function handWritten({ client }: Stage, type: "nothing" | "behind" | "waiting"): Contender {
  return {
    name: `hand-written: ${type}`,
    worker: "bare",
    open: async () => {
      const caseId = `H-${randomUUID()}`;
      const requestId = randomUUID();
      const event = { caseId, turn: 1, type: "created", at: Date.now(), actor: ACTOR.id };
      const created: BareEvent = { ...event, requestId, input: DATA };
      const options = { workflowId: caseId, taskQueue: BARE_QUEUE, args: [created] };
      await client.workflow.start(type, options);
      const actor = ACTOR.id;
      return ticket(client, caseId, (step, id): BareAct => ({ ...step, actor, requestId: id }));
    },
  };
}

function ticket(
  client: Client,
  id: string,
  request: (step: Step, requestId: string) => unknown,
): OpenTicket {
  const handle = client.workflow.getHandle(id);
  return {
    act: (step) => {
      const updateId = randomUUID();
      return handle.executeUpdate("act", { args: [request(step, updateId)], updateId });
    },
    ended: () => handle.result(),
  };
}
