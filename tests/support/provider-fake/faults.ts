import type { Fault, Rule } from "./rules.js";

/** Decides which fault a send meets; counts how often each rule was used. */
export type FaultBook = {
  replace(rules: readonly Rule[]): void;
  next(message: { readonly to: string; readonly text: string }): Fault | undefined;
};

/** An empty book: everything goes well. */
export function faultBook(): FaultBook {
  let rules: readonly { readonly rule: Rule; seen: number }[] = [];
  return {
    replace: (next) => {
      rules = next.map((rule) => ({ rule, seen: 0 }));
    },
    next: (message) => {
      for (const entry of rules) {
        if (!fits(entry.rule, message)) continue;
        const { skip = 0, times = Infinity, fault } = entry.rule;
        if (entry.seen >= skip + times) continue;
        entry.seen += 1;
        return entry.seen > skip ? fault : undefined;
      }
      return undefined;
    },
  };
}

function fits({ to, textIncludes }: Rule, message: { to: string; text: string }): boolean {
  return (to ?? message.to) === message.to && message.text.includes(textIncludes ?? "");
}
