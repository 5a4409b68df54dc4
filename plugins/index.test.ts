import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isSameSecret } from "../engine/channels/secret.js";
import { endpointsFrom, type InstallationSettings, plugins } from "./index.js";

const here = new URL(".", import.meta.url);

describe("every channel", () => {
  it("is a folder that the list names, and nothing else is", () => {
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual(plugins.map(idOf).sort());
  });

  it.each(plugins.map(idOf))("%s has a README, test data and passes the contract", (id) => {
    const folder = new URL(`${id}/`, here);
    expect(readFileSync(new URL("README.md", folder), "utf8").length).toBeGreaterThan(300);
    expect(readdirSync(new URL("testdata/", folder)).length).toBeGreaterThan(0);
    const test = new URL("contract.test.ts", folder);
    expect(existsSync(test), "contract.test.ts").toBe(true);
    expect(readFileSync(test, "utf8")).toMatch(/runContract\(\s*"[^"]+",\s*channelContract\(/);
  });
});

describe("the endpoints of an installation", () => {
  const bare: InstallationSettings = {
    addressKey: "k".repeat(43),
    sandboxUrl: "http://127.0.0.1:8080/sandbox",
    publicUrl: "https://desk.clinic.example",
    failover: "on",
    allowedOrigins: ["http://127.0.0.1:8080"],
    country: "KE",
  };
  const account = { apiKey: "SG.key-of-a-clinic", from: "Lakeside Clinic <desk@clinic.example>" };
  const app = { username: "clinic", apiKey: "api-key-of-a-clinic", sender: "22384" };

  it("run against simulators without credentials", () => {
    const [sms, email, chat, form] = endpointsFrom(bare);
    expect(sms).toMatchObject({ name: "sms", sandbox: true, opens: "ticket" });
    expect(sms?.settings).toMatchObject({
      username: "sandbox",
      baseUrl: "http://127.0.0.1:8080/sandbox/africastalking",
    });
    expect(email).toMatchObject({ name: "email", sandbox: true, opens: "ticket" });
    expect(email?.settings["baseUrl"]).toBe("http://127.0.0.1:8080/sandbox/sendgrid");
    expect(chat).toMatchObject({ id: "chat", name: "web-chat", sandbox: false });
    expect(form).toMatchObject({ id: "ticket", name: "web-form", sandbox: false });
  });

  it("know the origins of their pages as browsers write them", () => {
    const allowedOrigins = ["https://Desk.Clinic.example:443/", "https://desk.clinic.example"];
    const form = endpointsFrom({ ...bare, allowedOrigins }).at(-1);
    expect(form?.settings["allowedOrigins"]).toEqual(["https://desk.clinic.example"]);
  });

  it("run against the provider with credentials", () => {
    const [sms, email] = endpointsFrom({ ...bare, africastalking: app, sendgrid: account });
    expect([sms?.sandbox, email?.sandbox]).toEqual([false, false]);
    expect(email?.settings).toMatchObject(account);
    expect(sms?.settings).toMatchObject(app);
    expect(sms?.settings).not.toHaveProperty("baseUrl");
  });

  it("are all that have accounts, and never a simulator beside an account", () => {
    const twilio = {
      accountSid: "AC00000000000000000000000000000001",
      authToken: "token-of-a-clinic-0001",
      from: "+15005550006",
    };
    const namesOf = (more: object) =>
      endpointsFrom({ ...bare, ...more }).map(({ name, sandbox }) => [name, sandbox]);
    expect(namesOf({ africastalking: app, twilio }).slice(0, 2)).toEqual([
      ["sms", false],
      ["sms-twilio", false],
    ]);
    expect(namesOf({ twilio }).slice(0, 2)).toEqual([
      ["sms-twilio", false],
      ["email", true],
    ]);
    const smtp = { host: "smtp.clinic.example", port: 587, from: "desk@clinic.example" };
    expect(namesOf({ sendgrid: account, smtp }).slice(1, 3)).toEqual([
      ["email", false],
      ["email-smtp", false],
    ]);
    expect(namesOf({ smtp }).slice(1, 3)).toEqual([
      ["email-smtp", false],
      ["web-chat", false],
    ]);
    const webhookUrl = "https://hooks.slack.com/services/T1/B1/x";
    expect(namesOf({ slack: { webhookUrl } })).toContainEqual(["slack", false]);
    const [sms] = endpointsFrom({ ...bare, twilio });
    expect(sms?.settings).toMatchObject({ publicUrl: "https://desk.clinic.example" });
  });

  it("stand in for each other when there are two of a kind, unless failover is off", () => {
    const twilio = {
      accountSid: "AC00000000000000000000000000000001",
      authToken: "token-of-a-clinic-0001",
      from: "+15005550006",
    };
    const fallbacks = (more: object) =>
      endpointsFrom({ ...bare, twilio, ...more }).map(({ name, fallback }) => [name, fallback]);
    expect(fallbacks({ africastalking: app }).slice(0, 3)).toEqual([
      ["sms", "sms-twilio"],
      ["sms-twilio", "sms"],
      ["email", undefined],
    ]);
    expect(fallbacks({})[0]).toEqual(["sms-twilio", undefined]);
    expect(fallbacks({ africastalking: app, failover: "off" })[0]).toEqual(["sms", undefined]);
  });

  it("have neither SMS nor e-mail when there are neither credentials nor a sandbox", () => {
    const { sandboxUrl: _, ...production } = bare;
    expect(endpointsFrom(production).map(({ name }) => name)).toEqual(["web-chat", "web-form"]);
  });

  it.each([0, 1])("have addresses that nobody guesses, the same after every start (%i)", (n) => {
    const addressOf = (addressKey: string) => endpointsFrom({ ...bare, addressKey })[n]?.id ?? "";
    expect(addressOf(bare.addressKey)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(addressOf(bare.addressKey)).toBe(addressOf(bare.addressKey));
    expect(addressOf("l".repeat(43))).not.toBe(addressOf(bare.addressKey));
    const endpoint = endpointsFrom(bare)[n];
    const { endpointSecret, apiKey } = endpoint?.settings ?? {};
    expect(isSameSecret(endpoint?.id ?? "", String(endpointSecret))).toBe(true);
    expect(apiKey).not.toBe(endpoint?.id);
  });

  it("are refused with the name of a wrong setting and not with its value", () => {
    const wrong = { ...bare, africastalking: { ...app, apiKey: "secret" } };
    expect(() => endpointsFrom(wrong)).toThrow("settings of africastalking are not valid: /apiKey");
  });
});

function idOf({ manifest }: { manifest: { id: string } }): string {
  return manifest.id;
}
