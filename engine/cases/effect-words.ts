import type { Effect } from "../interpreter/effect.js";

/** What an effect is about, by its id or name. */
export function whatOf(effect: Effect): string {
  switch (effect.kind) {
    case "send_message":
      return effect.template;
    case "decide":
      return effect.rules;
    case "reserve":
    case "use":
      return effect.quantity;
    case "release":
      return effect.of === "everything" ? "" : Object.values(effect.of).join();
    case "alert":
      return effect.template;
    case "start":
      return effect.workflow;
    case "tell":
      return effect.to;
    case "join":
      return effect.workflow ?? "";
    case "webhook":
      return effect.webhook;
    case "plugin":
      return effect.name;
    case "notify":
      return effect.says;
    case "resend_message":
    case "return_message":
      return effect.message;
  }
}
