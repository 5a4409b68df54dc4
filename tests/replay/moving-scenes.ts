import { currentRelease } from "../../engine/store/releases.js";
import { moveTicket, renameTicket } from "../support/moved.js";
import { act, byMessage, inState, quiet } from "../support/stage.js";
import type { Scene } from "./scene.js";

/** Cases that go on under another release. They publish some, so they are played last. */
export const MOVING_SCENES: readonly Scene[] = [
  {
    name: "moved-to-another-release",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Why is my bill so high?");
      await act(clinic, id, "claim");
      await quiet(clinic, id);
      const { number: from } = await currentRelease(clinic.store);
      const to = await renameTicket(clinic, "Request");
      await moveTicket(clinic, id, { from, to });
      await act(clinic, id, "ask", { text: "Which month?" });
      await clinic.receive(phone, "March");
      await inState(clinic, id, "in_progress");
      await quiet(clinic, id);
      await moveTicket(clinic, id, { from: to, to: from });
      await act(clinic, id, "resolve", { resolution: "You get a new bill." });
      await act(clinic, id, "close");
      return id;
    },
  },
];
