import { CloseButton } from "@mantine/core";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactNode } from "react";
import { mapWords } from "../../words/map.js";
import classes from "./workflow.module.css";

/** What was chosen, beside it. It takes the focus when it comes, at what asks for it, and gives it back when it is closed. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the picture is drawn, so that a key pressed right after meets the focus where it belongs.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const { current } = panel;
    const first = current?.querySelector<HTMLElement>("[data-autofocus]") ?? heading.current;
    first?.focus({ preventScroll: true });
    return () => {
      // Only where the focus would be lost: somebody who went elsewhere stays there.
      const isLost = current?.contains(document.activeElement) ?? false;
      if (before instanceof HTMLElement && isLost) before.focus({ preventScroll: true });
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
    <aside ref={panel} className={classes.panel} aria-label={title}>
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
