import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { madePackages } from "../tests/support/made-packages.js";
import { outsideContract } from "../tests/support/outside-contract.js";
import { runContract } from "../tests/support/provider-fake/run-contract.js";
import { ConfigError } from "./config/finding.js";
import { findProjectRoot } from "./config.js";
import { outsideChannels } from "./outside-channels.js";

const projectRoot = findProjectRoot();
const EXAMPLE = "./examples/sms-gate";
const SETTINGS = {
  CHANNEL_SMS_GATE_URL: "https://phone.clinic.example/3rdparty/v1",
  CHANNEL_SMS_GATE_USERNAME: "clinic",
  CHANNEL_SMS_GATE_PASSWORD: "password-0001",
  CHANNEL_SMS_GATE_SIGNING_KEY: "signing-key-0001",
};

const { id, cases, close } = await outsideContract(join(projectRoot, EXAMPLE));
const { writing, remove } = madePackages();
afterAll(async () => {
  await close();
  remove();
});

runContract(`${id}, from outside the tree`, cases);

describe("a channel from outside the tree", () => {
  it("is loaded by its folder, with its settings out of variables of its own", async () => {
    const [channel, ...others] = await outsideChannels({
      projectRoot,
      outside: { packages: [EXAMPLE], values: SETTINGS },
    });
    expect(others).toEqual([]);
    expect(channel?.plugin.manifest).toMatchObject({ id: "sms-gate", kind: "sms" });
    expect(channel?.settings).toEqual({
      url: "https://phone.clinic.example/3rdparty/v1",
      username: "clinic",
      password: "password-0001",
      signingKey: "signing-key-0001",
    });
  });

  it.each([
    ["a folder that is not there", "no/such/folder", "cannot be loaded (ERR_MODULE_NOT_FOUND)"],
    [
      "a package that is not there",
      "casewright-no-such",
      "cannot be loaded (ERR_MODULE_NOT_FOUND)",
    ],
    ["a folder without a package", "./docs", "is no folder with a package.json"],
    ["a package of something else", "pino", "exports no function channel"],
    [
      "one that fails",
      writing("export const channel = () => { throw new Error('no'); }"),
      "fails: no",
    ],
    ["one that is nothing", writing("export const channel = () => 1;"), "is no channel"],
    ["one that cannot verify", writing(variantOf("verify: 0")), "has no function verify"],
    [
      "one whose preview cannot be asked for",
      writing(variantOf("preview: 0")),
      "has a preview that is no function",
    ],
    [
      "one without an id",
      writing(variantOf("manifest: { ...made.manifest, id: 'A B' }")),
      "has a wrong manifest/id",
    ],
    [
      "one with a secret that is no setting",
      writing(variantOf("manifest: { ...made.manifest, secrets: ['pin'] }")),
      "calls pin a secret, which is no setting",
    ],
    [
      "one whose settings are plain JSON",
      writing(
        variantOf("manifest: { ...made.manifest, settings: { type: 'object', properties: {} } }"),
      ),
      "has settings that are no object schema",
    ],
  ])("stops the start when it is %s, and is named", async (_, name, why) => {
    const [finding, ...more] = await findingsFor([name], SETTINGS);
    expect(more).toEqual([]);
    expect(finding).toContain(`CHANNEL_PLUGINS names ${name}, which ${why}`);
  });

  it("stops the start when it brings an id that is taken", async () => {
    const copy = writing(variantOf("manifest: { ...made.manifest, id: 'twilio' }"));
    const [finding] = await findingsFor([copy], {});
    expect(finding).toContain("CHANNEL_PLUGINS brings a second channel twilio");
  });

  it("stops the start when a setting is missing, wrong or unknown, and says no value", async () => {
    const { CHANNEL_SMS_GATE_PASSWORD: _, ...rest } = SETTINGS;
    const values = {
      ...rest,
      CHANNEL_SMS_GATE_SIGNING_KEY: "short",
      CHANNEL_SMS_GATE_PASWORD: "x",
    };
    expect(await findingsFor([EXAMPLE], values)).toEqual([
      "CHANNEL_SMS_GATE_PASSWORD is missing: expected the password that the app shows",
      "CHANNEL_SMS_GATE_SIGNING_KEY has a wrong form: expected the signing key under Settings, Webhooks of the app",
      expect.stringContaining("CHANNEL_SMS_GATE_PASWORD is no setting of the channel sms-gate"),
    ]);
  });

  it("is held to the contract: a send that throws or answers anything else is unknown", async () => {
    const outcomes = await Promise.all(
      [
        "throw new Error('boom')",
        "return { status: 'sent' }",
        "return { status: 'throttled' }",
      ].map(async (body) => {
        const name = writing(variantOf(`send: async () => { ${body}; }`));
        const [channel] = await outsideChannels({
          projectRoot,
          outside: { packages: [name], values: SETTINGS },
        });
        const message = { attemptId: "1", to: "+254700000001", text: "hi" };
        return channel?.plugin.send(message, channel.settings, { timeoutMs: 1_000 });
      }),
    );
    const failed = { status: "unknown", why: "plugin_failed" };
    expect(outcomes).toEqual([failed, failed, failed]);
  });
});

/** The example with one thing changed. */
function variantOf(change: string): string {
  const example = JSON.stringify(join(projectRoot, EXAMPLE, "index.js"));
  return `import { channel as example } from ${example};
export const channel = (tools) => { const made = example(tools); return { ...made, ${change} }; };`;
}

async function findingsFor(
  packages: readonly string[],
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  try {
    await outsideChannels({ projectRoot, outside: { packages, values } });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n");
  }
}
