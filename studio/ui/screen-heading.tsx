import { useEffect, useRef, type ReactNode } from "react";

let first = true;

/**
 * The one heading of a screen. It names the browser tab, and takes the focus when the screen was changed to,
 * so that a reader says where the person is.
 */
export function ScreenHeading({
  title,
  className,
  children,
}: {
  readonly title: string;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <>
      <title>{`${title} · Casewright`}</title>
      <h1 ref={heading} tabIndex={-1} className={className}>
        {children ?? title}
      </h1>
    </>
  );
}
