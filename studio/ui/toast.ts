import { notifications } from "@mantine/notifications";
import { createElement } from "react";
import { words } from "../words/index.js";
import { Icon, type IconName } from "./icons.js";

/** What kind of news a toast brings. */
type Kind = "done" | "note" | "problem";

const LOOK: Readonly<Record<Kind, { readonly icon: IconName; readonly color: string }>> = {
  done: { icon: "check", color: "tide" },
  note: { icon: "bell", color: "tide" },
  problem: { icon: "warning", color: "red" },
};

/** Long enough to read twice. */
const SHOWN_MS = 4_500;

/** Shows a short piece of news; it can be dismissed. A problem stays until somebody does. */
export function toast(kind: Kind, message: string): void {
  const { icon, color } = LOOK[kind];
  notifications.show({
    message,
    color,
    icon: createElement(Icon, { name: icon }),
    autoClose: kind === "problem" ? false : SHOWN_MS,
    withBorder: true,
    closeButtonProps: { "aria-label": words.close },
    role: kind === "problem" ? "alert" : "status",
  });
}
