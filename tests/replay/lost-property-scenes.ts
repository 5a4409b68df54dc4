import { caseDoc } from "../../engine/store/cases.js";
import { people, until } from "../support/clinic.js";
import { act, lostProperty, viewOf } from "../support/stage.js";
import type { Scene } from "./scene.js";

/** What a workflow without any code adds: another definition, and things that cases share. */
export const LOST_PROPERTY_SCENES: readonly Scene[] = [
  {
    name: "lost-and-found",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "I left my phone in the lobby");
      await act(clinic, id, "reply", { text: "We search." }, people.porter);
      await act(clinic, id, "find", { shelf: 12 }, people.porter);
      await until("a locker and a label", async () => {
        const { data } = (await viewOf(clinic, id)).state;
        return data["locked"] === true && data["labelled"] === true;
      });
      const back = { receivedBy: "Asha", identityChecked: true };
      await act(clinic, id, "hand_back", back, people.porter);
      return id;
    },
  },
  {
    name: "no-locker-left",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const first = await lostProperty(clinic, phone, "My passport");
      await act(clinic, first, "find", { shelf: 4 }, people.porter);
      await until(
        "the only locker",
        async () => (await viewOf(clinic, first)).state.data["locked"],
      );
      const id = await lostProperty(clinic, phone, "My wallet");
      await act(clinic, id, "find", { shelf: 5 }, people.porter);
      await until("no locker", async () => {
        const { data } = (await viewOf(clinic, id)).state;
        return data["locked"] === false && data["labelled"] === true;
      });
      return id;
    },
  },
  {
    name: "given-up",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "An umbrella near the door");
      await act(clinic, id, "give_up", {}, people.porter);
      return id;
    },
  },
  {
    name: "search-is-over",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "My wallet, yesterday");
      return until(
        "the end",
        async () => (await caseDoc(clinic.store, id))?.status === "closed" && id,
      );
    },
  },
  {
    name: "nobody-fetches-it",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "My passport");
      await act(clinic, id, "find", { shelf: 3 }, people.porter);
      await until("a reminder", async () => {
        const { state } = await viewOf(clinic, id);
        return Object.keys(state.clocks).length === 0;
      });
      return id;
    },
  },
];
