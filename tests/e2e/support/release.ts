import { afterAll, beforeAll } from "vitest";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { byApi } from "./clinic.js";

type Current = { readonly number: number; readonly body: ReleaseBody };

/** Publishes a change of the release that runs, as the administrator. @returns the release as it was before */
export async function publish(change: (body: ReleaseBody) => ReleaseBody): Promise<ReleaseBody> {
  const { number, body } = await byApi<Current>("/api/releases/current");
  const definition = change(body);
  await byApi("/api/releases", { definition, baseRelease: number, reason: "For a test" });
  return body;
}

/**
 * Changes the release before the tests around this, and puts back after them what was before: what they publish would be there for
 * the tests of others, and a new kind of case the first that those open.
 */
export function putBackAfterwards(
  change: (body: ReleaseBody) => ReleaseBody = (body) => body,
): void {
  let before: ReleaseBody;
  beforeAll(async () => {
    before = await publish(change);
  });
  afterAll(async () => {
    await publish(() => before);
  });
}
