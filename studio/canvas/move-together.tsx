import { useOnViewportChange, useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { Together } from "./together.js";
import type { View } from "./view.js";

/** Keeps a picture where the others are that it moves with, and them where it is. */
export function MoveTogether({ together }: { readonly together: Together }) {
  const { setViewport } = useReactFlow();
  const joined = useRef<ReturnType<Together["join"]>>(null);
  useEffect(() => {
    joined.current = together.join((view) => void setViewport(view));
    return () => joined.current?.leave();
  }, [together, setViewport]);
  const onChange = useCallback((view: View) => joined.current?.tell(view), []);
  useOnViewportChange({ onChange });
  return null;
}
