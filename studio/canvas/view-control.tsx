import { ActionIcon } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { use, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { MapContext } from "../nodes/map-context.js";
import { Icon } from "../ui/icons.js";
import { mapWords } from "../words/map.js";
import classes from "./flow-map.module.css";
import { boxOf } from "./item-box.js";
import type { Layout } from "./layout.js";
import type { Box, Point } from "./plane.js";
import { selectionText } from "./selection.js";
import { openingView, viewOf, wholeView, type View } from "./view.js";

/** Milliseconds that a movement of the picture takes, for people who like to see it. */
const GLIDE_MS = 200;

/** Height of the row of buttons below the picture. */
export const BUTTONS_PX = 52;

/** Buttons for the scale of the picture. */
export function ZoomButtons({ layout }: { readonly layout: Layout }) {
  const flow = useReactFlow();
  const frame = useFrame();
  const duration = useGlide();
  return (
    <Panel position="bottom-left" className={classes.zoom ?? ""}>
      <ActionIcon
        variant="default"
        aria-label={mapWords.smaller}
        onClick={() => void flow.zoomOut({ duration })}
      >
        <Icon name="minus" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={mapWords.bigger}
        onClick={() => void flow.zoomIn({ duration })}
      >
        <Icon name="plus" />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={mapWords.fit}
        onClick={() => void flow.setViewport(wholeView(layout, frame), { duration })}
      >
        <Icon name="fit" />
      </ActionIcon>
    </Panel>
  );
}

/** Opens the picture where cases begin, and moves it when what is chosen, or what has the focus, is outside its frame. */
export function KeepInView({
  layout,
  start,
}: {
  readonly layout: Layout;
  readonly start: Box | undefined;
}) {
  const flow = useReactFlow();
  const frame = useFrame();
  const duration = useGlide();
  const { selected = null, trail, found, compared } = use(MapContext) ?? {};
  const show = useEffectEvent((item: string | undefined) => {
    const box = boxOf(item, layout);
    if (!box || frame.width === 0) return;
    const before = flow.getViewport();
    const after = viewOf(box, before, frame);
    if (isOther(before, after)) void flow.setViewport(after, { duration });
  });
  const item = selected ? selectionText(selected) : undefined;
  const opened = useRef(false);
  const open = useEffectEvent(() => {
    if (!opened.current) void flow.setViewport(openingView(layout, frame, start));
    opened.current = true;
  });
  useEffect(() => {
    if (frame.width === 0) return;
    open();
    show(item);
  }, [item, frame.width]);
  const here = trail?.here ? selectionText({ kind: "state", id: trail.here }) : undefined;
  useEffect(() => show(here), [here, frame.width]);
  const at = found?.here ?? undefined;
  useEffect(() => show(at), [at, frame.width]);
  const [difference] = compared?.here ?? [];
  useEffect(() => show(difference), [difference, frame.width]);
  const element = useStore(({ domNode }) => domNode);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      // Pressed with a mouse, it must not slip away from under the pointer before that is let go.
      if (target instanceof HTMLElement && target.matches(":focus-visible"))
        show(target.dataset["item"]);
    };
    element?.addEventListener("focusin", onFocus);
    return () => element?.removeEventListener("focusin", onFocus);
  }, [element]);
  return null;
}

/** Keeps everything where it is on the screen when the picture begins elsewhere, because a state was moved out of it. */
export function KeepStill({ origin: { x, y } }: { readonly origin: Point }) {
  const flow = useReactFlow();
  const before = useRef({ x, y });
  useLayoutEffect(() => {
    const { x: left, y: top, zoom } = flow.getViewport();
    const moved = { x: x - before.current.x, y: y - before.current.y };
    before.current = { x, y };
    if (moved.x !== 0 || moved.y !== 0)
      void flow.setViewport({ x: left + moved.x * zoom, y: top + moved.y * zoom, zoom });
  }, [flow, x, y]);
  return null;
}

/** The room for the picture: its frame without the row of buttons. */
function useFrame() {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return { width, height: Math.max(0, height - BUTTONS_PX) };
}

function useGlide(): number {
  return useReducedMotion() ? 0 : GLIDE_MS;
}

function isOther(a: View, b: View): boolean {
  return Math.abs(a.x - b.x) > 1 || Math.abs(a.y - b.y) > 1;
}
