import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ContractCase } from "../../../engine/channels/kit.js";
import { guardLoopback, type LoopbackGuard } from "./loopback.js";
import { quietly } from "./quietly.js";

/** Runs the contract of one channel. Beside what the cases check, no connection may leave this machine and nothing is printed. */
export function runContract(name: string, cases: readonly ContractCase[]): void {
  describe(`the channel ${name}`, () => {
    let guard: LoopbackGuard;
    beforeAll(() => {
      guard = guardLoopback();
    });
    afterEach(() => {
      expect(guard.offenders, "connections to other machines").toEqual([]);
    });
    afterAll(() => {
      guard.stop();
    });
    for (const { title, run } of cases.map(quietly)) it(title, run);
  });
}
