import { Client, Connection, ServiceError } from "@temporalio/client";
import { defaultPayloadConverter, toPayloads } from "@temporalio/common";
import { expect, test } from "vitest";
import { updateCase } from "./update-case.js";

/** What Temporal answers at once, without asking the worker, while the last task of a case failed (FAILED_PRECONDITION). */
const FAILED_PRECONDITION = 9;

test("a case whose task failed a moment ago is asked again until its task is given out, under the same id", async () => {
  const asked: string[] = [];
  const openAt = Date.now() + 1_500;
  const temporal = temporalThat((updateId) => {
    asked.push(updateId);
    return Date.now() >= openAt;
  });

  const answer = await updateCase(temporal, {
    ...{ caseId: "T-0000-0", name: "act", asked: {}, updateId: "one press of a button" },
  });

  expect(answer).toBe("done");
  expect(new Set(asked)).toEqual(new Set(["one press of a button"]));
  // Asked with pauses: a server in trouble is not flooded.
  expect(asked.length).toBeLessThan(10);
});

/** A client whose server takes an Update, or refuses it for the state of its task. */
function temporalThat(takes: (updateId: string) => boolean): Client {
  const grpc = Object.assign(new Error("Workflow Task in failed state"), {
    ...{ code: FAILED_PRECONDITION, details: "", metadata: {} },
  });
  const startUpdate = ({ options }: { options: { updateId?: string } }) => {
    const updateId = options.updateId ?? "";
    if (!takes(updateId)) return Promise.reject(new ServiceError("refused", { cause: grpc }));
    const success = { payloads: toPayloads(defaultPayloadConverter, "done") ?? [] };
    return Promise.resolve({ updateId, workflowRunId: "", outcome: { success } });
  };
  return new Client({
    connection: Connection.lazy({ address: "127.0.0.1:9" }),
    interceptors: { workflow: [{ startUpdate }] },
  });
}
