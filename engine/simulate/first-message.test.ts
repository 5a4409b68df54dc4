import { describe, expect, it } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import type { ReleaseBody } from "../definition/release.js";
import { addressesOf, firstMessageOf, type FirstMessage } from "./index.js";

const shipped = await shippedRelease();
const [workflow] = shipped.workflows;
if (!workflow) throw new Error("the release has no workflow");

/** The shipped release with referrals, which a word opens, and mail to one mailbox. */
const release: ReleaseBody = {
  ...shipped,
  workflows: [
    ...shipped.workflows,
    {
      ...workflow,
      id: "referral",
      name: "Referral",
      openedBy: [{ keyword: "REFER" }, { to: "refer@clinic.example" }],
    },
  ],
};

const written = (message: Partial<FirstMessage> & { readonly text: string }) =>
  firstMessageOf({ release }, { channel: "sms", ...message });

describe("a first message in a simulation", () => {
  it.each([
    ["a word of a workflow", { text: "Refer: my knee" }, "referral", "my knee"],
    ["a word asked for by NEW", { text: "NEW refer my knee" }, "referral", "my knee"],
    ["no word of any", { text: "My knee hurts" }, "ticket", "My knee hurts"],
    ["the word in a letter", { channel: "email", text: "Refer me" }, "ticket", "Refer me"],
    [
      "a mailbox of a workflow",
      { channel: "email", to: "Refer@clinic.example", text: "My knee" },
      "referral",
      "My knee",
    ],
  ] as const)("opens by %s what it would open in the clinic", (_, message, opens, text) => {
    expect(written(message)).toEqual({ kind: "opens", workflow: opens, text, isUrgent: false });
  });

  it("opens what is urgent as if no word stood before it, and knows what its address tells", () => {
    expect(written({ text: "REFER my father has chest pain" })).toEqual({
      ...{ kind: "opens", workflow: "ticket", isUrgent: true },
      text: "REFER my father has chest pain",
    });
    expect(written({ to: "+22911", text: "Please call me" })).toEqual({
      ...{ kind: "opens", workflow: "ticket", isUrgent: true, text: "Please call me" },
      data: { category: "patient_safety" },
    });
  });

  it.each(["Stop", "help!", "Kiswahili", "LINK"])("opens nothing when it is %s", (text) => {
    expect(written({ text })).toEqual({ kind: "answered" });
  });

  it("is written to the addresses that workflows name, each once", () => {
    expect(addressesOf(release, "sms")).toEqual(["22911"]);
    expect(addressesOf(release, "email")).toEqual([
      "emergency@clinic.example",
      "refer@clinic.example",
    ]);
  });
});
