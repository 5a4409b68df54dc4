import ELK from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import { boxesOfElk, elkGraphOf, type Sizes } from "./elk-graph.js";
import type { CaseGraph } from "./graph.js";
import type { Box } from "./plane.js";

// What is declared as a module is, once it is bundled, the class that it gives by default.
const Elk = ELK as unknown as typeof ELK.default;

/**
 * Arranges all states in a worker of its own, so that the page goes on answering: hundreds of them take long. Resolves to null
 * when `signal` ends it, and the worker with it.
 */
export function arrangedByElk(
  graph: CaseGraph,
  sizes: Sizes,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Box> | null> {
  const elk = new Elk({ workerUrl });
  const stopped = new Promise<null>((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
  const done = elk.layout(elkGraphOf(graph, sizes)).then(boxesOfElk);
  return Promise.race([done, stopped]).finally(() => elk.terminateWorker());
}
