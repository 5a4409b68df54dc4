import { insertUser } from "../../engine/store/users.js";
import { type Clinic, people, until } from "../support/clinic.js";
import { act, byMessage, inState, viewOf } from "../support/stage.js";
import type { Scene } from "./scene.js";

/** Emergencies: one that calls its team and goes further up, one that staff declare, and one that comes in an answer; nobody can be called for these two. */
export const EMERGENCY_SCENES: readonly Scene[] = [
  {
    name: "emergency",
    clinic: "hasty",
    play: async (clinic, phone) => {
      await onCall(clinic);
      const id = await byMessage(clinic, phone, "My chest hurts");
      await act(clinic, id, "claim_emergency", {}, people.medical);
      await until("both steps further up", async () => {
        const { escalated, overdue } = (await viewOf(clinic, id)).state.data;
        return escalated === true && overdue === true;
      });
      await acknowledged(clinic, id);
      await act(clinic, id, "resolve_emergency", { resolution: "In hospital." }, people.medical);
      await act(clinic, id, "learn", { text: "One more phone at night." }, people.medical);
      await act(clinic, id, "close", {}, people.medical);
      return id;
    },
  },
  {
    name: "called-off",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Hello");
      await act(clinic, id, "declare_emergency", { reason: "She does not answer." });
      await inState(clinic, id, "emergency");
      await until("that there is nobody to call", async () => {
        return (await viewOf(clinic, id)).state.data["escalated"] === true;
      });
      await act(clinic, id, "stand_down", { reason: "She had slept." }, people.medical);
      return id;
    },
  },
  {
    name: "danger-in-an-answer",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "My knee hurts");
      await act(clinic, id, "claim");
      await act(clinic, id, "ask", { text: "Since when?" });
      await clinic.receive(phone, "Since Monday, and now I have chest pain");
      await inState(clinic, id, "emergency");
      await until("that there is nobody to call", async () => {
        return (await viewOf(clinic, id)).state.data["escalated"] === true;
      });
      await act(clinic, id, "stand_down", { reason: "It was the bruise." }, people.medical);
      return id;
    },
  },
];

/** A nurse with a phone, and nobody on the higher tiers. */
async function onCall({ store }: Clinic): Promise<void> {
  const { id, roles } = people.medical;
  const user = { _id: id, email: "nurse@clinic.example", name: "Nurse", phone: "+254700000099" };
  const rest = { passwordHash: "none", roles: [...roles], active: true, createdAt: new Date(0) };
  await insertUser(store, { ...user, ...rest });
}

async function acknowledged(clinic: Clinic, id: string): Promise<void> {
  const [alert = ""] = Object.keys((await viewOf(clinic, id)).state.alerts ?? {});
  const requestId = crypto.randomUUID();
  await clinic.cases.acknowledge({ alert, actor: people.medical, requestId });
}
