// npm run dev: installs what is missing, then runs the sources as they are (scripts/dev.ts).
import { checkNode, ensureInstalled } from "./installed.mjs";

checkNode();
ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
await import("./dev.ts");
