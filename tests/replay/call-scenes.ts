import { act, byMessage } from "../support/stage.js";
import type { Scene } from "./scene.js";

/** Phone calls: one that nobody answers, and one in which somebody speaks with the patient. */
export const CALL_SCENES: readonly Scene[] = [
  {
    name: "called-back",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Why is my bill so high?");
      await act(clinic, id, "missed_call", { outcome: "busy" });
      await act(clinic, id, "call", {
        direction: "we_called",
        text: "Explained the second line of the bill.",
        outcome: "answered",
        minutes: 6,
      });
      return id;
    },
  },
];
