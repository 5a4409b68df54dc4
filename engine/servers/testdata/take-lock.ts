// Makes one program into a cache, for tests in which several processes want the same one:
// node --import tsx take-lock.ts <path of the program> <file that counts>
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { intoCache } from "../binary-cache.js";

const [path = "", counter = ""] = process.argv.slice(2);
const source = intoCache(path, {
  step: "making it",
  make: async (scratch) => {
    appendFileSync(counter, "made\n");
    await pause(300);
    writeFileSync(join(scratch, "made"), "#!/bin/sh\necho ready\n");
    return { path: join(scratch, "made") };
  },
});
const found = await source.find({ report: () => undefined, signal: new AbortController().signal });
process.stdout.write("path" in found ? found.path : found.why);
