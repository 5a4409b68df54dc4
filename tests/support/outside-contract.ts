import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import {
  channelContract,
  type ContractCase,
  type ContractFixtures,
  type ContractProvider,
} from "../../engine/channels/kit.js";
import { channelOf } from "../../plugins/index.js";
import { contractProvider, type ContractProviderParts } from "./provider-fake/contract-provider.js";
import { type Provider, startFaultyServer } from "./provider-fake/faulty-http.js";

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

/** The contract of one channel outside the tree, ready to be walked. */
export type OutsideContract = {
  readonly id: string;
  readonly cases: readonly ContractCase[];
  readonly close: () => Promise<void>;
};

/**
 * Loads a channel's package from a folder and asks its `contract.js` for what its provider says.
 * @throws UnusablePackage when it is no channel
 */
export async function outsideContract(folder: string): Promise<OutsideContract> {
  const plugin = channelOf(await exportsOf(folder, "index.js"));
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

async function exportsOf(folder: string, file: string): Promise<Readonly<Record<string, unknown>>> {
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
