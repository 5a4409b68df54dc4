import { setTimeout as wait } from "node:timers/promises";
import { request } from "undici";
import { type Callback, SANDBOX_MAIL_SENDER, SANDBOX_SENDER } from "../../plugins/index.js";
import type { Endpoint } from "../channels/contract.js";
import { CasewrightError } from "../protocol/errors.js";
import type { World } from "./world.js";

/** Our short code on simulated phones. */
export const SANDBOX_NUMBER = SANDBOX_SENDER;

/** Our address in simulated mailboxes. */
export const SANDBOX_ADDRESS = SANDBOX_MAIL_SENDER;

/** Plugins whose providers we can play. */
export type SandboxPlugin = "africastalking" | "sendgrid";

/** Pauses before a callback that was not taken is tried again, in milliseconds; the provider tries for longer. */
const TRY_AGAIN_MS = [200, 1_000, 5_000, 15_000];

/** A callback that is not answered by then counts as not taken. */
const CALLBACK_TIMEOUT_MS = 5_000;

/**
 * The endpoint of a plugin whose provider we play ourselves.
 * @throws CasewrightError not_found when the plugin is not in sandbox mode: then there is no sandbox
 */
export function sandboxEndpoint(
  { endpoints }: Pick<World, "endpoints">,
  plugin: SandboxPlugin,
): Endpoint {
  const endpoint = endpoints.find(
    (candidate) => candidate.sandbox && candidate.plugin.manifest.id === plugin,
  );
  if (!endpoint) throw new CasewrightError("not_found");
  return endpoint;
}

/** What posting a callback needs of the world. */
type CallbackWorld = Pick<World, "config" | "log" | "endpoints">;

/** Posts one callback to our own webhook over real HTTP, as the provider would. Answers whether it was taken. */
export async function postCallback(
  world: CallbackWorld,
  plugin: SandboxPlugin,
  callback: Callback,
): Promise<boolean> {
  const { id } = sandboxEndpoint(world, plugin);
  const base = `http://127.0.0.1:${String(world.config.port)}/webhooks/${plugin}/${id}`;
  try {
    const { statusCode, body } = await request(
      callback.subpath === "" ? base : `${base}/${callback.subpath}`,
      {
        method: "POST",
        headers: { "content-type": callback.contentType },
        body: callback.body,
        headersTimeout: CALLBACK_TIMEOUT_MS,
        bodyTimeout: CALLBACK_TIMEOUT_MS,
      },
    );
    await body.dump();
    return statusCode < 300;
  } catch {
    return false;
  }
}

/** Posts callbacks one after the other, each again until it is taken. Never throws. */
export async function postCallbacks(
  world: CallbackWorld,
  plugin: SandboxPlugin,
  callbacks: readonly Callback[],
): Promise<void> {
  for (const callback of callbacks) {
    let isTaken = await postCallback(world, plugin, callback);
    for (const pause of TRY_AGAIN_MS) {
      if (isTaken) break;
      await wait(pause, undefined, { ref: false });
      isTaken = await postCallback(world, plugin, callback);
    }
    if (!isTaken) world.log.warn("a sandbox callback was never taken");
  }
}
