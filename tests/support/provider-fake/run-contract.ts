import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ContractCase } from "../../../engine/channels/kit.js";
import { guardLoopback, type LoopbackGuard } from "./loopback.js";

/**
 * Runs the contract of one channel. Beside what the cases check, no connection may leave this machine and nothing may
 * be written to the console: a channel has no logger, so what it prints would be a person's data or a secret.
 */
export function runContract(name: string, cases: readonly ContractCase[]): void {
  describe(`the channel ${name}`, () => {
    let guard: LoopbackGuard;
    const printed: unknown[] = [];
    beforeAll(() => {
      guard = guardLoopback();
      for (const stream of [process.stdout, process.stderr]) {
        vi.spyOn(stream, "write").mockImplementation((chunk) => printed.push(chunk) > 0);
      }
      for (const method of ["log", "info", "warn", "error", "debug"] as const) {
        vi.spyOn(console, method).mockImplementation(
          (...given: unknown[]) => void printed.push(given),
        );
      }
    });
    afterEach(() => {
      expect(guard.offenders, "connections to other machines").toEqual([]);
      expect(printed, "console output").toEqual([]);
    });
    afterAll(() => {
      vi.restoreAllMocks();
      guard.stop();
    });
    for (const { title, run } of cases) it(title, run);
  });
}
