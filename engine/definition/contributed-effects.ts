import { Type } from "@sinclair/typebox";
import type { Form } from "./form.js";
import type { Json } from "./names.js";

/** Name of a plugin's effect: the plugin, and what it does: `wards.bookBed`. */
export const effectNameSchema = Type.String({
  pattern: "^[a-z][a-z0-9]{1,29}\\.[a-z][A-Za-z0-9]{0,39}$",
});

/** What whoever performs an effect is given beside its fields. */
export type PerformIo = {
  /** Of this effect, for ever: every try has the same, so that the other side can tell a repeat. */
  readonly key: string;
  /** Aborted when the time is up; whatever comes after that is not read. */
  readonly signal: AbortSignal;
  /** Milliseconds that it may take altogether. */
  readonly timeoutMs: number;
};

/** Fields by name, as they are handed to a plugin or come from it. */
export type Fields = { readonly [field: string]: Json };

/**
 * What came of one try: it is done, now or by an earlier try with the same key; it is refused, which no repeat would change; or it
 * is to be tried later, after some milliseconds at least. One that throws, or is not over in time, is tried again too.
 */
export type Performed =
  | { readonly status: "done"; readonly answer?: Fields }
  | { readonly status: "refused" }
  | { readonly status: "later"; readonly waitMs?: number };

/** Something that a plugin can do for a case, in whatever the plugin speaks to. Workflows ask for it as for effects of ours. */
export type ContributedEffect = {
  /** What a sentence says is to be done: `book a bed`. */
  readonly words: string;
  /** What it does, for whoever writes workflows. */
  readonly description: string;
  /** What it is given, each field with how private it may be at most; nothing else of the case leaves but its number, in the key. */
  readonly takes: Form;
  /** Fields that are read of its answer; everything else in it is left unread. */
  readonly answers?: Form;
  /** An answer as it may be, for whoever tries a workflow out. */
  readonly pretend?: { readonly [field: string]: string | number | boolean };
  /** Milliseconds after which a try counts as failed. */
  readonly withinMs: number;
  /** Left out where the plugin's code is not at hand, as in a browser. */
  readonly perform?: (given: Fields, io: PerformIo) => unknown;
  /**
   * How it will look where it arrives, by what it is given alone. It does nothing and asks nobody.
   * @returns a preview, or the promise of one
   */
  readonly preview?: (given: Fields) => unknown;
};

/** Effects of plugins by their name. */
export type ContributedEffects = { readonly [name: string]: ContributedEffect };

/** The name of a plugin's effect. */
export function nameOfEffect(plugin: string, name: string): string {
  return `${plugin}.${name}`;
}

/** The plugin that an effect's name names. */
export function pluginOfEffect(name: string): string {
  return name.split(".")[0] ?? "";
}
