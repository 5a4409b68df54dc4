import type {
  ContributedOperator,
  ContributedOperators,
  ContributedValue,
  OperatorTest,
} from "./conditions/contributed.js";
import type { TObject } from "@sinclair/typebox";
import type {
  ContributedEffect,
  ContributedEffects,
  Fields,
  PerformIo,
} from "./contributed-effects.js";
import type { ContributedFact, ContributedFacts, FactIo } from "./contributed-facts.js";
import type { ContributedLint, ContributedLints, LintLook } from "./contributed-lints.js";
import type { Json } from "./names.js";
import type { Preview } from "./preview.js";

/** A plugin that brings something to rules and workflows, as a release names it. */
export type ContributingPlugin = {
  /** Small letters and digits; the first part of the names of all that it brings. */
  readonly id: string;
  /** Three numbers with dots. */
  readonly version: string;
  readonly name: string;
};

/** An operator as its author writes it: with its function, and with examples that prove it at every start. */
export type OperatorContribution = ContributedOperator & {
  readonly test: OperatorTest;
  /** At least one that holds and one that does not. */
  readonly examples: readonly {
    readonly seen: Json;
    readonly wanted?: ContributedValue;
    readonly holds: boolean;
  }[];
};

/** The settings of a plugin as the configuration has them. */
export type PluginSettings = { readonly [name: string]: string | number | boolean };

/** A fact as its author writes it: its function gets the plugin's settings as well. */
export type FactContribution = Omit<ContributedFact, "look"> & {
  readonly look: (
    given: { readonly [path: string]: Json },
    io: FactIo & { readonly settings: PluginSettings },
  ) => unknown;
};

/** An effect as its author writes it: its functions get the plugin's settings as well. */
export type EffectContribution = Omit<ContributedEffect, "perform" | "preview"> & {
  readonly perform: (
    given: Fields,
    io: PerformIo & { readonly settings: PluginSettings },
  ) => unknown;
  readonly preview?: (
    given: Fields,
    io: { readonly settings: PluginSettings },
  ) => Preview | Promise<Preview>;
};

/** A lint as its author writes it: with its function, and with examples that prove it at every start. */
export type LintContribution = ContributedLint & {
  readonly look: LintLook;
  /** Definitions, or what of them it looks at, with how much it finds in each: at least one with something and one with nothing. */
  readonly examples: readonly { readonly definition: object; readonly finds: number }[];
};

/** What a package makes for rules and workflows. Its export `plugin` is a function that answers with one such value. */
export type RulePlugin = {
  readonly manifest: ContributingPlugin & {
    /** What it has to be told, such as an address; each is a variable of the configuration. */
    readonly settings?: TObject;
  };
  /** By the second part of their names: `hasNearly` of the plugin `spelling` is `spelling.hasNearly`. */
  readonly operators?: { readonly [name: string]: OperatorContribution };
  /** By the last part of their paths: `freeBeds` of the plugin `wards` is `plugin.wards.freeBeds`. */
  readonly facts?: { readonly [name: string]: FactContribution };
  /** By the second part of their names: `bookBed` of the plugin `wards` is `wards.bookBed`. */
  readonly effects?: { readonly [name: string]: EffectContribution };
  /** By the second part of their names: `shouting` of the plugin `house` is `house.shouting`. */
  readonly lints?: { readonly [name: string]: LintContribution };
};

/** All that the plugins of an installation bring. The same in the API and in every worker. */
export type Contributions = {
  readonly plugins: readonly ContributingPlugin[];
  readonly operators: ContributedOperators;
  readonly facts: ContributedFacts;
  readonly effects: ContributedEffects;
  readonly lints: ContributedLints;
};

/** What an installation without such plugins has. */
export const NOTHING_CONTRIBUTED: Contributions = {
  plugins: [],
  operators: {},
  facts: {},
  effects: {},
  lints: {},
};
