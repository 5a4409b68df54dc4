import type { EffectPlace } from "../../engine/effects/index.js";
import { type RunningProgram, startProgram } from "../../engine/supervisor/program.js";
import type { Clinic } from "../support/clinic.js";
import type { Programs } from "./programs.js";

/** How long such a worker may live, milliseconds. */
const LIFE_MS = 600_000;

/**
 * Starts a worker of a clinic in a process of its own that kills itself at a pass of a place: `send.before_claim:1`.
 * @param plugins what the clinic's plugins are set to
 */
export async function workerThatDiesAt(
  { config, tools }: Pick<Clinic, "config" | "tools">,
  programs: Programs,
  place: `${EffectPlace}:${number}`,
  plugins: Readonly<Record<string, string>> = {},
): Promise<Pick<RunningProgram, "exited">> {
  const { africastalking } = config.accounts;
  return startProgram({
    name: "worker",
    entry: programs.worker,
    dataDir: config.dataDir,
    env: {
      ...plugins,
      NODE_ENV: "test",
      DATA_DIR: config.dataDir,
      LOG_LEVEL: "warn",
      MONGODB_URI: config.mongodbUri ?? "",
      TEMPORAL_ADDRESS: config.temporal.address ?? "",
      AFRICASTALKING_USERNAME: africastalking?.username ?? "",
      AFRICASTALKING_API_KEY: africastalking?.apiKey ?? "",
      AFRICASTALKING_BASE_URL: africastalking?.baseUrl ?? "",
      WORKFLOW_BUNDLE: programs.workflowBundle,
      CASE_QUEUE: tools.taskQueue,
      CRASH_AT: place,
    },
    signal: AbortSignal.timeout(LIFE_MS),
  });
}
