import type { Alert } from "../../../engine/protocol/alert.js";
import { words } from "../../words/index.js";

type Sent = Alert["calls"][number]["sent"];

/** What became of one call's messages, channel by channel: `SMS: delivered`, `E-mail: 2 delivered, 1 failed`. */
export function sentWords(sent: Sent): readonly string[] {
  const channels = grouped(sent, ({ channel }) => words.channels[channel] ?? channel);
  return [...channels].map(([channel, messages]) => {
    const states = grouped(messages, ({ state }) => words.alerts.states[state] ?? state);
    const parts = [...states].map(([state, { length }]) =>
      messages.length === 1 ? state : `${String(length)} ${state}`,
    );
    return `${channel}: ${parts.join(", ")}`;
  });
}

function grouped(sent: Sent, by: (message: Sent[number]) => string): ReadonlyMap<string, Sent> {
  const groups = new Map<string, Sent>();
  for (const message of sent)
    groups.set(by(message), [...(groups.get(by(message)) ?? []), message]);
  return groups;
}
