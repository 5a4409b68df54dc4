import { caseDoc } from "../../engine/store/cases.js";
import { type Clinic, people, until } from "../support/clinic.js";
import { act, byMessage, quiet, startBroken, tighten, viewOf, writes } from "../support/stage.js";
import type { Scene } from "./scene.js";

/** Cases that somebody lets past what fails each time: a turn that the store refuses, a message that our code breaks on. */
export const SKIPPING_SCENES: readonly Scene[] = [
  {
    name: "skipped-what-is-refused",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "My card is lost");
      await quiet(clinic, id);
      await tighten(clinic, { caseId: { $ne: id } });
      await Promise.all(["one", "two"].map((text) => act(clinic, id, "note", { text })));
      await parked(clinic, id);
      await tighten(clinic, {});
      await skips(clinic, id);
      await quiet(clinic, id);
      await act(clinic, id, "claim");
      return id;
    },
  },
  {
    name: "skipped-what-breaks",
    clinic: "ordinary",
    play: async (clinic) => {
      const id = await startBroken(clinic);
      for (const number of [1, 2]) await writes(clinic, id, number);
      await parked(clinic, id);
      await skips(clinic, id);
      await parked(clinic, id);
      await skips(clinic, id);
      return id;
    },
  },
];

async function parked(clinic: Clinic, id: string): Promise<void> {
  await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
}

async function skips(clinic: Clinic, id: string): Promise<void> {
  const { stuck } = await viewOf(clinic, id);
  if (typeof stuck !== "object" || stuck === null) throw new Error(`${id} stands at nothing`);
  const request = { mark: stuck.mark, reason: "It fails.", actor: people.admin };
  await clinic.cases.skip(id, { ...request, requestId: crypto.randomUUID() });
}
