import { Client, Connection, WorkflowUpdateStage } from "@temporalio/client";
import { describe, expect, test } from "vitest";
import { CasewrightError } from "../protocol/errors.js";
import { asUnavailable, readFailure } from "./failures.js";

/** Nothing listens on the discard port, so every call fails as it does while Temporal is down. */
const client = new Client({ connection: Connection.lazy({ address: "127.0.0.1:9" }) });
const handle = client.workflow.getHandle("T-0000-0");
const start = { workflowId: "T-0000-0", taskQueue: "cases" };
const accepted = { waitForStage: WorkflowUpdateStage.ACCEPTED } as const;

describe("while Temporal is down", () => {
  test.each([
    ["a signal", () => handle.signal("message_received")],
    ["a start", () => client.workflow.start("caseWorkflow", start)],
    ["an action", () => handle.startUpdate("act", accepted)],
    ["a question", () => handle.query("view")],
  ] satisfies [string, () => Promise<unknown>][])(
    "%s fails as unavailable, so that it is tried again and never given up",
    async (_what, call) => {
      const error = await failureOf(call);
      expect(asUnavailable(error)).toMatchObject({ code: "unavailable" });
      const failure = readFailure(error);
      const heard = failure.kind === "error" ? failure.error : failure.kind;
      expect(heard instanceof CasewrightError ? heard.code : heard).toMatch(
        /^(unavailable|retry)$/,
      );
    },
  );
});

async function failureOf(call: () => Promise<unknown>): Promise<unknown> {
  return client.withDeadline(Date.now() + 2_000, call).then(
    () => null,
    (error: unknown) => error,
  );
}
