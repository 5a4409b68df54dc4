import type { SealedFrame } from "./frames.js";

/** The last frames, so that a client that was away for a while misses nothing. */
export type Ring = {
  /** Cursor of the newest frame, or of the start. */
  readonly cursor: () => string;
  readonly add: (frame: SealedFrame) => void;
  /** The frames after a cursor, oldest first; null when the cursor is unknown or too old. */
  readonly after: (cursor: string) => readonly SealedFrame[] | null;
  /** Forgets everything and goes on from a new start. */
  readonly restart: (cursor: string) => void;
};

/** Frames kept: about ten minutes of a busy hospital, some 3 MB. */
export const RING_SIZE = 10_000;

/** Makes a ring that starts at a cursor. */
export function openRing(start: string, size = RING_SIZE): Ring {
  let frames: SealedFrame[] = [];
  let places = new Map<string, number>([[start, 0]]);
  let newest = start;
  /** Number of frames ever added; a cursor's place is the number of frames up to and with it. */
  let count = 0;

  return {
    cursor: () => newest,
    add: (frame) => {
      count++;
      newest = frame.cursor;
      frames.push(frame);
      places.set(frame.cursor, count);
      if (frames.length < size * 2) return;
      frames = frames.slice(-size);
      places = new Map([...places].filter(([, place]) => place >= count - size));
    },
    after: (cursor) => {
      const place = places.get(cursor);
      if (place === undefined || count - place > size) return null;
      return count === place ? [] : frames.slice(place - count);
    },
    restart: (cursor) => {
      frames = [];
      places = new Map([[cursor, count]]);
      newest = cursor;
    },
  };
}
