import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of packages that a test makes up, as an integrator has them outside the tree. */
export type MadePackages = {
  /** A package with this code, and perhaps with what keeps its contract, by its folder. */
  readonly writing: (code: string, contract?: string) => string;
  readonly remove: () => void;
};

/** Makes the folder. */
export function madePackages(): MadePackages {
  const folder = mkdtempSync(join(tmpdir(), "casewright-packages-"));
  let written = 0;
  return {
    writing: (code, contract) => {
      const path = join(folder, `package-${String((written += 1))}`);
      mkdirSync(path);
      writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module" }));
      writeFileSync(join(path, "index.js"), code);
      if (contract !== undefined) writeFileSync(join(path, "contract.js"), contract);
      return path;
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
