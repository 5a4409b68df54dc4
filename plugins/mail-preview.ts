import type { ShownMessage } from "../engine/channels/contract.js";
import type { Preview } from "../engine/definition/preview.js";
import { ownName } from "./mail-headers.js";

/** What a mailbox shows beside the words of a mail: who it is from, and what it is about. */
export function mailPreview({ subject }: ShownMessage, sender: { readonly from: string }): Preview {
  return {
    fields: [
      { name: "From", value: sender.from },
      { name: "Subject", value: subject ?? ownName(sender) },
    ],
  };
}
