import { describe, expect, test } from "vitest";
import { plugins } from "../../plugins/index.js";
import type { Endpoint } from "../channels/contract.js";
import type { OpeningMessages } from "../definition/opened-by.js";
import { openingOf } from "./opening.js";

function endpoint(name: string, pluginId: string): Pick<Endpoint, "name" | "opens" | "plugin"> {
  const plugin = plugins.find(({ manifest }) => manifest.id === pluginId);
  if (!plugin) throw new Error(`no plugin ${pluginId}`);
  return { name, opens: "ticket", plugin };
}

const sms = endpoint("sms", "africastalking");
const second = endpoint("sms-twilio", "twilio");
const email = endpoint("email", "sendgrid");

const flows = (openedBy: { readonly [id: string]: OpeningMessages[] }) =>
  Object.entries(openedBy).map(([id, ways]) => ({ id, openedBy: ways }));
const one = flows({ referral: [{ keyword: "REFER" }] });

describe("a first message opens", () => {
  test("what its endpoint always opened, as long as no workflow names it", () => {
    for (const all of [[], [{ id: "ticket" }], one])
      expect(openingOf(all, sms, { text: "My knee hurts" })).toEqual({
        workflow: "ticket",
        text: "My knee hurts",
        byKeyword: false,
      });
  });

  test.each([
    ["REFER my knee", "my knee"],
    ["refer: my knee", "my knee"],
    ["  Refer,my knee ", "my knee"],
    ["Refer\nmy knee", "my knee"],
    ["REFER", "REFER"],
    ["Refer!", "Refer!"],
  ])("the workflow of the keyword that it begins with: %j says %j", (text, said) => {
    expect(openingOf(one, sms, { text })).toEqual({
      workflow: "referral",
      text: said,
      byKeyword: true,
    });
  });

  test.each(["Referral letter, please", "Please refer me", "", "REFERME", "-refer me"])(
    "nothing by a word that only looks like the keyword: %j",
    (text) => {
      expect(openingOf(one, sms, { text })).toMatchObject({ workflow: "ticket", text });
    },
  );

  test("nothing by a keyword in a letter, where sentences begin like that", () => {
    expect(openingOf(one, email, { text: "Refer me to somebody" })).toMatchObject({
      workflow: "ticket",
    });
  });

  test("what is said of the address that was written to, however it is written, with what is known of it", () => {
    const data = { category: "symptoms" };
    const all = flows({
      hotline: [{ to: "+254700000911", data }],
      desk: [{ endpoint: "sms" }, { to: "Emergency@clinic.example" }],
      referral: [{ keyword: "REFER" }],
    });
    const opened = (to: readonly string[], text = "") => openingOf(all, sms, { to, text });
    expect(opened(["22384"])).toEqual({ workflow: "desk", text: "", byKeyword: false });
    for (const to of ["+254700000911", "254700000911"])
      expect(opened(["22384", to])).toMatchObject({ workflow: "hotline", data });
    expect(opened(["emergency@CLINIC.example"])).not.toHaveProperty("data");
    expect(opened(["+254700000911"], "Refer me")).not.toHaveProperty("data");
  });

  test("what is said of its endpoint before what is said of every one, and by a keyword before all else", () => {
    const all = flows({
      everywhere: [{ keyword: "bed" }],
      here: [{ endpoint: "sms-twilio", keyword: "BED" }],
      rest: [{ endpoint: "sms-twilio" }, { endpoint: "email" }],
    });
    const opened = (by: typeof sms, text: string) => openingOf(all, by, { text }).workflow;
    expect(opened(sms, "Bed 4")).toBe("everywhere");
    expect(opened(second, "Bed 4")).toBe("here");
    expect(opened(second, "A bed, please")).toBe("rest");
    expect(opened(sms, "A bed, please")).toBe("ticket");
    expect(opened(email, "Bed 4")).toBe("rest");
  });
});
