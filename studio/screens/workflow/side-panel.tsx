import { CloseButton } from "@mantine/core";
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { mapWords } from "../../words/map.js";
import classes from "./workflow.module.css";

/** What was chosen, beside it. It takes the focus when it comes, and gives it back when it is closed. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      // Only where the focus would be lost: somebody who went elsewhere stays there.
      if (before instanceof HTMLElement && isNowhere()) before.focus({ preventScroll: true });
    };
  }, []);
  const close = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  });
  useEffect(() => {
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, []);
  return (
    <aside className={classes.panel} aria-label={title}>
      <div className={classes.panelHead}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton aria-label={mapWords.close} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}

function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || !activeElement.isConnected;
}
