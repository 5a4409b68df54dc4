import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import {
  channelContract,
  type ContractCase,
  type ContractFixtures,
  type ContractProvider,
} from "../../engine/channels/kit.js";
import { channelOf, rulePluginOf } from "../../plugins/index.js";
import { contractProvider, type ContractProviderParts } from "./provider-fake/contract-provider.js";
import { type Provider, startFaultyServer } from "./provider-fake/faulty-http.js";
import { rulePluginContract, type RulePluginFixtures } from "./rule-plugin-contract.js";

/** What the double of a provider is made of: how it speaks, and with which words it takes and refuses. */
type ProviderParts = Omit<ContractProviderParts, "fake" | "deadUrl"> & {
  /** Below which path its API lies, such as `/v1`; "" for none. */
  readonly path: string;
  readonly provider: Provider<{ readonly to: string; readonly text: string }>;
};

/** What the file `contract.js` of a channel's package is handed. */
export type OutsideKit = {
  readonly startProvider: (parts: ProviderParts) => Promise<ContractProvider>;
};

/** The contract of one package outside the tree, ready to be walked. */
export type OutsideContract = {
  readonly id: string;
  readonly cases: readonly ContractCase[];
  readonly close: () => Promise<void>;
};

/**
 * Loads a package of a channel or a plugin from a folder and asks its `contract.js` how the other side speaks.
 * @throws UnusablePackage when it is neither
 */
export async function outsideContract(folder: string): Promise<OutsideContract> {
  const exported = await exportsOf(folder, "index.js");
  return "plugin" in exported
    ? contractOfPlugin(folder, exported)
    : contractOfChannel(folder, exported);
}

/** A plugin that brings operators and lints alone needs no `contract.js`: its examples are tried whenever it is loaded. */
async function contractOfPlugin(folder: string, exported: Exports): Promise<OutsideContract> {
  const plugin = rulePluginOf(exported);
  const { id } = plugin.manifest;
  const sound = {
    title: "is a plugin, and every example of its operators and lints is so",
    run: () => void rulePluginOf(exported),
  };
  if (plugin.facts === undefined && plugin.effects === undefined)
    return { id, cases: [sound], close: () => Promise.resolve() };
  const { contract } = (await exportsOf(folder, "contract.js")) as {
    readonly contract: () => RulePluginFixtures | Promise<RulePluginFixtures>;
  };
  const { cases, close } = await rulePluginContract(plugin, await contract());
  return { id, cases: [sound, ...cases], close };
}

async function contractOfChannel(folder: string, exported: Exports): Promise<OutsideContract> {
  const plugin = channelOf(exported);
  const closing: (() => Promise<void>)[] = [];
  const { contract } = (await exportsOf(folder, "contract.js")) as {
    readonly contract: (kit: OutsideKit) => Promise<ContractFixtures>;
  };
  const fixtures = await contract({ startProvider: (parts) => start(parts, closing) });
  return {
    id: plugin.manifest.id,
    cases: channelContract(plugin, fixtures),
    close: async () => {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

type Exports = Readonly<Record<string, unknown>>;

async function exportsOf(folder: string, file: string): Promise<Exports> {
  return (await import(pathToFileURL(join(resolve(folder), file)).href)) as Record<string, unknown>;
}

async function start(
  { path, provider, ...parts }: ProviderParts,
  closing: (() => Promise<void>)[],
): Promise<ContractProvider> {
  const server = await startFaultyServer(provider);
  const dead = await startFaultyServer(provider);
  await dead.close();
  const fake = { ...server, url: `${server.url}${path}` };
  const made = await contractProvider({ ...parts, fake, deadUrl: `${dead.url}${path}` });
  closing.push(async () => {
    await server.close();
    made.close();
  });
  return made;
}
