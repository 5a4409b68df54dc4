import { Type } from "@sinclair/typebox";
import { addressKey } from "../definition/opened-by.js";
import { openingOf } from "../inbound/opening.js";
import { CasewrightError } from "../protocol/errors.js";
import type { SandboxAddress } from "../protocol/sandbox-address.js";
import { SANDBOX_ADDRESS, SANDBOX_NUMBER, sandboxEndpoint, type SandboxPlugin } from "./sandbox.js";
import type { World } from "./world.js";

/** Which address of the clinic is written to. */
export const sandboxRecipient = Type.Optional(
  Type.String({
    maxLength: 254,
    description: "One of the `addresses` that the list names; the first when left out",
  }),
);

/** Ours on simulated phones and in simulated mailboxes. */
const OWN: Readonly<Record<SandboxPlugin, string>> = {
  africastalking: SANDBOX_NUMBER,
  sendgrid: SANDBOX_ADDRESS,
};

/**
 * The addresses that can be written to: our own first, then those which the workflows of the release name.
 * @throws CasewrightError not_found when the plugin is not in sandbox mode
 */
export async function sandboxAddresses(
  world: Pick<World, "endpoints" | "release">,
  plugin: SandboxPlugin,
): Promise<SandboxAddress[]> {
  const endpoint = sandboxEndpoint(world, plugin);
  const { workflows } = (await world.release()).body;
  const named = workflows
    .flatMap(({ openedBy = [] }) => openedBy)
    .filter((way) => way.endpoint === undefined || way.endpoint === endpoint.name)
    .flatMap(({ to }) => to ?? [])
    .filter((to) => to.includes("@") === (endpoint.plugin.manifest.kind === "email"));
  const unique = new Map([OWN[plugin], ...named].map((one) => [addressKey(one), one]));
  return [...unique.values()].map((address) => {
    const { workflow, data = {} } = openingOf(workflows, endpoint, { to: [address] });
    const opens = workflows.find(({ id }) => id === workflow)?.name ?? workflow;
    return { address, opens, data };
  });
}

/**
 * The address that somebody wants to write to; our own when they say nothing.
 * @throws CasewrightError invalid_input when it is none of ours, not_found when there is no sandbox
 */
export async function requireAddress(
  world: Pick<World, "endpoints" | "release">,
  plugin: SandboxPlugin,
  to: string | undefined,
): Promise<string> {
  const addresses = await sandboxAddresses(world, plugin);
  const wanted = addressKey(to ?? OWN[plugin]);
  const found = addresses.find(({ address }) => addressKey(address) === wanted);
  if (found !== undefined) return found.address;
  throw new CasewrightError("invalid_input", {
    errors: [{ pointer: "/to", message: "is no address of the clinic" }],
  });
}
