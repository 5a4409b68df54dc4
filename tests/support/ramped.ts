import { expect } from "vitest";
import type { Release, ReleaseBody } from "../../engine/definition/release.js";
import type { RampView } from "../../engine/protocol/ramp.js";
import { caseDoc } from "../../engine/store/cases.js";
import { people, until } from "./clinic.js";
import type { Desk, Person } from "./desk.js";

/** What tests of ramps do with the API, as somebody who may publish. */
export type Ramping = ReturnType<typeof rampingAs>;

/** @param admin may publish releases */
export function rampingAs(desk: Desk, admin: Person) {
  let names = 0;
  const as = (method: string, path: string, body?: object, token = admin.token) =>
    desk.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const current = async () => (await as("GET", "/api/releases/current")).body as unknown as Release;
  const ramps = async () => (await as("GET", "/api/ramps")).body["items"] as readonly RampView[];

  const renamed = (body: ReleaseBody, id: string): ReleaseBody => {
    names += 1;
    const workflows = body.workflows.map((flow) =>
      flow.id === id ? { ...flow, description: `Way ${String(names)}` } : flow,
    );
    return { ...body, workflows };
  };

  return {
    as,
    current,
    ramps,
    /** Publishes a release in which the description of a workflow differs, and begins a ramp with it. */
    ramped: async (ramp: { readonly workflow: string; readonly [member: string]: unknown }) => {
      const { number: baseRelease, body } = await current();
      const definition = renamed(body, ramp.workflow);
      const reply = await as("POST", "/api/releases", {
        ...{ definition, baseRelease, reason: "A better way", ramp },
      });
      expect(reply.status, reply.text).toBe(201);
      const [begun] = await ramps();
      return begun!;
    },
    step: (ramp: RampView, body: object) =>
      as("POST", `/api/ramps/${ramp.id}/steps`, { seen: ramp.version, reason: "Because", ...body }),
    /** Opens a ticket as the API does behind its memory of answers. */
    opened: (data: object = {}, requestId: string = crypto.randomUUID(), queue: object = {}) =>
      desk.clinic.cases.create({
        ...{ workflow: "ticket", contact: null, actor: people.support, requestId },
        ...{ data: { description: "Something", ...data }, ...queue },
      }),
    releaseOf: (id: string) =>
      until(
        `the row of ${id}`,
        async () => (await caseDoc(desk.clinic.store, id))?.release ?? null,
      ),
  };
}

/** Half of the new tickets. */
export const HALF = { workflow: "ticket", share: 50 };
