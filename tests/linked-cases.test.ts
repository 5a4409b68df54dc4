import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReleaseBody } from "../engine/definition/release.js";
import type { CaseLink } from "../engine/protocol/case.js";
import { caseDoc } from "../engine/store/cases.js";
import { people, settled, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { withParallelWork } from "./support/parallel-work.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act } from "./support/stage.js";

/** Check-ups in the lobby; their examinations wait in another queue. */
function apart(body: ReleaseBody): ReleaseBody {
  const release = withParallelWork(body);
  const workflows = release.workflows.map((flow) =>
    flow.id === "examination" ? { ...flow, defaultQueue: "medical" } : flow,
  );
  return { ...release, workflows };
}

describe("a case that opens others", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(
      { mongodbUri: testDatabaseUri("linked_cases"), temporalAddress: testTemporalAddress() },
      { release: apart },
    );
  });
  afterAll(() => desk.close());

  const linksOf = async (id: string, token: string): Promise<readonly CaseLink[]> => {
    const { body } = await desk.call("GET", `/api/cases/${id}/links`, { token });
    return (body as { links: CaseLink[] }).links;
  };
  const isAt = (id: string, state: string) =>
    until(`${id} to be ${state}`, async () => {
      const doc = await caseDoc(desk.clinic.store, id);
      return doc?.state.state === state;
    });

  test("shows them and they show it, with where each is for those who see it, until all have closed and it goes on", async () => {
    const { clinic, tokens } = desk;
    const porter = await desk.person(["porter"]);
    const { id } = await clinic.cases.create({
      workflow: "check-up",
      data: { person: "Asha" },
      contact: null,
      actor: people.porter,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 1);
    expect(await linksOf(id, tokens.admin)).toEqual([]);
    await act(clinic, id, "begin", {}, people.porter);
    const waiting = { id: "waiting", name: "Waiting" };
    const examination = { id: "examination", name: "Examination" };
    const child = { as: "child", workflow: examination, state: waiting, stateClass: "new" };
    await expect
      .poll(() => linksOf(id, tokens.admin), { timeout: 45_000 })
      .toMatchObject([child, child, child]);
    const children = await linksOf(id, tokens.admin);
    const unseen = { as: "child", workflow: examination, state: null, stateClass: null };
    expect(await linksOf(id, porter.token)).toMatchObject([unseen, unseen, unseen]);
    const checkUp = { id: "check-up", name: "Check-up" };
    expect(await linksOf(children[0]?.id ?? "", tokens.admin)).toEqual([
      {
        ...{ id, as: "parent", workflow: checkUp },
        ...{ state: { id: "examining", name: "Being examined" }, stateClass: "working" },
      },
    ]);
    expect(await linksOf(children[0]?.id ?? "", tokens.medical)).toMatchObject([
      { id, as: "parent", state: null },
    ]);

    for (const { id: other } of children) await act(clinic, other, "good", {}, people.porter);
    await isAt(id, "done");
    const good = { state: { id: "good", name: "Good" }, stateClass: "done" };
    await expect
      .poll(() => linksOf(id, tokens.admin), { timeout: 45_000 })
      .toMatchObject([good, good, good]);
  });

  test("takes those that wait for it along when it is cancelled", async () => {
    const { clinic, tokens } = desk;
    const { id } = await clinic.cases.create({
      workflow: "check-up",
      data: { person: "Juma", quick: true },
      contact: null,
      actor: people.porter,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 1);
    await act(clinic, id, "begin", {}, people.porter);
    await expect.poll(() => linksOf(id, tokens.admin), { timeout: 45_000 }).toHaveLength(2);
    await act(clinic, id, "cancel", {}, people.porter);
    for (const { id: other } of await linksOf(id, tokens.admin)) await isAt(other, "dropped");
    await until("the parent to be over", async () => {
      const { status } = await clinic.client.workflow.getHandle(id).describe();
      return status.name === "COMPLETED";
    });
  });
});
