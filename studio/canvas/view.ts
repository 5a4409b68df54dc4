import { MARGIN, type Box, type Size } from "./plane.js";

/** Smallest and largest scale of the picture. */
export const SMALLEST = 0.3;
export const LARGEST = 2;

/** Smallest scale at which names are still read easily; a picture that needs less is opened at its beginning instead. */
const READABLE = 0.66;

/** Where the picture stands in its frame, and its scale. */
export type View = { readonly x: number; readonly y: number; readonly zoom: number };

/** The first view: everything where that can be read, otherwise the state where cases begin, at a scale that can. */
export function openingView(picture: Size, frame: Size, start: Box | undefined): View {
  const view = placedAt(picture, frame, Math.max(fitting(picture, frame), READABLE));
  return start ? viewOf(start, view, frame) : view;
}

/** Everything, however small. */
export function wholeView(picture: Size, frame: Size): View {
  return placedAt(picture, frame, Math.max(fitting(picture, frame), SMALLEST));
}

/** The view moved as little as shows a box whole; the same view when it is shown. */
export function viewOf(box: Box, view: View, frame: Size): View {
  return {
    zoom: view.zoom,
    x: moved(view.x, [box.x * view.zoom, box.width * view.zoom], frame.width),
    y: moved(view.y, [box.y * view.zoom, box.height * view.zoom], frame.height),
  };
}

function fitting(picture: Size, frame: Size): number {
  if (picture.width === 0 || picture.height === 0) return 1;
  return Math.min(frame.width / picture.width, frame.height / picture.height, 1);
}

function placedAt(picture: Size, frame: Size, zoom: number): View {
  const rest = (whole: number, room: number) => Math.max(0, (room - whole * zoom) / 2);
  return { x: rest(picture.width, frame.width), y: rest(picture.height, frame.height), zoom };
}

function moved(offset: number, [begin, length]: readonly [number, number], room: number): number {
  const shown = begin + offset;
  if (shown < MARGIN) return MARGIN - begin;
  if (shown + length > room - MARGIN) return room - MARGIN - length - begin;
  return offset;
}
