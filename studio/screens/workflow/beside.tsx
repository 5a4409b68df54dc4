import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { words } from "../../words/index.js";
import { SidePanel } from "./side-panel.js";
import classes from "./workflow.module.css";

/** What was chosen, beside the picture; from below where there is no room beside it. */
export function Beside({
  about,
  title,
  isPhone,
  onClose,
  children,
}: {
  /** Another panel takes the focus anew. */
  readonly about: string | null;
  readonly title: string | null;
  readonly isPhone: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  if (isPhone) {
    return (
      <Drawer
        opened={title !== null}
        onClose={onClose}
        position="bottom"
        size="75%"
        title={title}
        closeButtonProps={{ "aria-label": words.close }}
        classNames={{ content: classes.drawer }}
      >
        {children}
      </Drawer>
    );
  }
  return title === null ? null : (
    <SidePanel key={about} title={title} onClose={onClose}>
      {children}
    </SidePanel>
  );
}
