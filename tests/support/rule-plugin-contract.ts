import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expectSame, expectThat } from "../../engine/channels/kit/check.js";
import type { ContractCase } from "../../engine/channels/kit.js";
import type { ContributedFact, FactAnswer } from "../../engine/definition/contributed-facts.js";
import type { Facts } from "../../engine/definition/conditions/evaluate.js";
import { own } from "../../engine/definition/lint/names.js";
import type { PluginSettings, RulePlugin } from "../../engine/definition/contributions.js";
import { readPreview } from "../../engine/definition/preview.js";
import type { ContributedEffect, Fields } from "../../engine/definition/contributed-effects.js";
import { ask } from "../../engine/effects/ask-plugins.js";
import { performed, type PluginOutcome } from "../../engine/effects/call-plugin.js";
import { startSystem, type SystemAnswer, type SystemDouble } from "./system-double.js";

/** What a plugin that brings facts says of itself in its `contract.js`. */
export type RulePluginFixtures = {
  /** Settings that lead to the double of its system. */
  readonly settings: (url: string) => PluginSettings;
  /** How the system answers that it asks; left out where it asks none. */
  readonly system?: SystemAnswer;
  /** For each fact what it says about a case with these facts, while all is well. */
  readonly facts?: { readonly [name: string]: readonly Example[] };
  /** For each effect what comes of it when it is given this, while all is well. */
  readonly effects?: { readonly [name: string]: readonly EffectExample[] };
};

type Example = { readonly given: Facts; readonly says: FactAnswer };

type EffectExample = {
  readonly given: Fields;
  readonly says:
    { readonly status: "done"; readonly answer?: Fields } | { readonly status: "refused" };
};

/** Long enough for a busy machine. */
const HASTY_MS = 600;
const PATIENT_MS = 20_000;

/** How soon after its time a plugin's connection has to be gone, milliseconds. */
const LETTING_GO_MS = 5_000;

/**
 * What every plugin with facts or effects has to keep, as a table of cases: it says what its system says, also when it is asked many
 * things at a time, takes nothing for an answer that is none, and lets go when its time is up. An effect that is asked for again under
 * its key has the same key for its system.
 */
export async function rulePluginContract(
  plugin: RulePlugin,
  fixtures: RulePluginFixtures,
): Promise<{ readonly cases: readonly ContractCase[]; readonly close: () => Promise<void> }> {
  const { system } = fixtures;
  const double = await startSystem(system ?? (() => ({ status: 404, body: {} })));
  const gone = await startSystem(() => ({ status: 404, body: {} }));
  await gone.close();
  const facts = Object.entries(plugin.facts ?? {}).flatMap(([name, { look, ...declared }]) => {
    const at = (url: string, withinMs: number): ContributedFact => ({
      ...{ ...declared, withinMs },
      look: (given, io) => look(given, { ...io, settings: fixtures.settings(url) }),
    });
    const examples = own(fixtures.facts, name) ?? [];
    const subject = { name, examples, double, at, goneUrl: gone.url };
    return [sayingCase(subject), ...(system === undefined ? [] : troubleCases(subject))];
  });
  const effects = Object.entries(plugin.effects ?? {}).flatMap(
    ([name, { perform, preview, ...declared }]) => {
      const at = (url: string, withinMs: number): ContributedEffect => ({
        ...{ ...declared, withinMs },
        perform: (given, io) => perform(given, { ...io, settings: fixtures.settings(url) }),
      });
      const examples = own(fixtures.effects, name) ?? [];
      const subject = { name, examples, double, at, goneUrl: gone.url };
      const show =
        preview && ((given: Fields) => preview(given, { settings: fixtures.settings(double.url) }));
      return [
        doingCase(subject),
        ...(show ? [showingCase(name, examples, show)] : []),
        ...(system === undefined ? [] : effectTroubles(subject)),
      ];
    },
  );
  return { cases: [...facts, ...effects], close: () => double.close() };
}

type Subject = {
  readonly name: string;
  readonly examples: readonly Example[];
  readonly double: SystemDouble;
  readonly goneUrl: string;
  readonly at: (url: string, withinMs: number) => ContributedFact;
};

function sayingCase({ name, examples, double, at }: Subject): ContractCase {
  return {
    title: `${name} says what it should, asked many times at once`,
    run: async () => {
      expectThat(examples.length > 0, "contract.js has no example of it");
      double.behave("answers");
      const many = Array.from({ length: 10 }, () => examples).flat();
      const said = await Promise.all(
        many.map(({ given }) => ask(at(double.url, PATIENT_MS), given)),
      );
      const expected = many.map(({ says }) => ({ how: "answered", value: says }));
      expectSame(said, expected, "what it said");
    },
  };
}

function troubleCases(subject: Subject): readonly ContractCase[] {
  const { name, examples, double, goneUrl, at } = subject;
  const given = examples[0]?.given ?? {};
  const silent = async (url: string) => {
    const { how, value } = await ask(at(url, HASTY_MS), given);
    expectThat(how !== "answered", `it answered ${JSON.stringify(value)}`);
    expectSame(value, at(url, HASTY_MS).otherwise, "its value");
  };
  const troubles = ["resets", "fails", "garbles"] as const;
  return [
    ...troubles.map((behaviour) => ({
      title: `${name} says nothing when its system ${behaviour}`,
      run: async () => {
        double.behave(behaviour);
        await silent(double.url);
      },
    })),
    {
      title: `${name} says nothing when nobody listens`,
      run: () => silent(goneUrl),
    },
    {
      title: `${name} lets go of its system when its time is up`,
      run: async () => {
        double.behave("hangs");
        await silent(double.url);
        await letGo(double);
      },
    },
  ];
}

type EffectSubject = Omit<Subject, "examples" | "at"> & {
  readonly examples: readonly EffectExample[];
  readonly at: (url: string, withinMs: number) => ContributedEffect;
};

function doingCase({ name, examples, double, at }: EffectSubject): ContractCase {
  return {
    title: `${name} does what it should, and a repeat reaches its system under the same key`,
    run: async () => {
      expectThat(examples.length > 0, "contract.js has no example of it");
      double.behave("answers");
      const effect = at(double.url, PATIENT_MS);
      for (const { given, says } of examples) {
        const key = randomUUID();
        const before = double.requests().length;
        for (let repeat = 0; repeat < 3; repeat += 1)
          expectSame(await performed(effect, { id: key, given }), outcomeOf(says), "what it did");
        const asked = double.requests().slice(before);
        for (const request of asked)
          expectThat(JSON.stringify(request).includes(key), "its system was not told the key");
      }
    },
  };
}

function showingCase(
  name: string,
  examples: readonly EffectExample[],
  show: (given: Fields) => unknown,
): ContractCase {
  return {
    title: `${name} shows what it is given, the same each time`,
    run: async () => {
      for (const { given } of examples) {
        const first = readPreview(await show(given));
        expectThat(first, "what it shows is no preview");
        expectSame(readPreview(await show(given)), first, "what it shows");
      }
    },
  };
}

function outcomeOf(says: EffectExample["says"]): PluginOutcome {
  return says.status === "refused"
    ? { status: "failed", why: "refused" }
    : { status: "answered", answer: says.answer ?? {} };
}

function effectTroubles({
  name,
  examples,
  double,
  goneUrl,
  at,
}: EffectSubject): readonly ContractCase[] {
  const given = examples[0]?.given ?? {};
  const undone = async (url: string) => {
    const { status } = await performed(at(url, HASTY_MS), { id: randomUUID(), given });
    expectThat(status !== "answered", "it says that it is done");
    return status;
  };
  const troubles = ["resets", "fails"] as const;
  return [
    ...troubles.map((behaviour) => ({
      title: `${name} is tried again when its system ${behaviour}`,
      run: async () => {
        double.behave(behaviour);
        expectSame(await undone(double.url), "later", "what comes of it");
      },
    })),
    {
      title: `${name} is not done when its system garbles`,
      run: async () => {
        double.behave("garbles");
        await undone(double.url);
      },
    },
    {
      title: `${name} is tried again when nobody listens`,
      run: async () => {
        expectSame(await undone(goneUrl), "later", "what comes of it");
      },
    },
    {
      title: `${name} lets go of its system when its time is up`,
      run: async () => {
        double.behave("hangs");
        expectSame(await undone(double.url), "later", "what comes of it");
        await letGo(double);
      },
    },
  ];
}

async function letGo(double: SystemDouble): Promise<void> {
  const until = Date.now() + LETTING_GO_MS;
  while (double.connections() > 0 && Date.now() < until) await wait(20);
  expectSame(double.connections(), 0, "the number of open connections");
}
