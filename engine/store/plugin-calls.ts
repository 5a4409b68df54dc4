import type { Fields } from "../definition/contributed-effects.js";
import type { PluginFailure } from "../interpreter/effect.js";
import { callCollection } from "./outside-calls.js";

/** What came of something that a plugin was to do, for ever. */
export type PluginEnd =
  | { readonly status: "answered"; readonly answer: Fields }
  | { readonly status: "failed"; readonly why: PluginFailure };

/** What plugins were asked to do. */
export const pluginCallCollection = callCollection<PluginEnd>("plugin_calls");
