// node scripts/prune-lockfile.mjs [lockfile]: after an npm install against a registry that lacks the programs of other
// systems. npm then writes a lockfile that names optional packages without holding them, and npm ci refuses it. This
// takes out the names of optional packages that are not held; nothing that is installed changes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./installed.mjs";

const path = process.argv[2] ?? join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));

let pruned = 0;
for (const [place, held] of Object.entries(lock.packages))
  for (const name of Object.keys(held.optionalDependencies ?? {}))
    if (!isHeld(place, name)) {
      delete held.optionalDependencies[name];
      pruned += 1;
    }
if (pruned > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${pruned} names taken out of ${path}`);

/** Looks where Node would: below the package itself, then below each folder above it. */
function isHeld(place, name) {
  const folder = place === "" ? "" : `${place}/`;
  if (lock.packages[`${folder}node_modules/${name}`]) return true;
  if (place === "") return false;
  const above = place.lastIndexOf("/node_modules/");
  return isHeld(above < 0 ? "" : place.slice(0, above), name);
}
