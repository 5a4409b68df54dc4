import { readClipping, type Clipping } from "../../../draft/clipping.js";

const STORED = "casewright.states";

/** What was copied last, for buttons, which may not read the clipboard: it is the same in all tabs. */
export const keptClip = {
  read(): Clipping | null {
    return readClipping(localStorage.getItem(STORED) ?? "");
  },
  /** Keeps it, as the text that goes into the clipboard. */
  write(clipping: Clipping): string {
    const text = JSON.stringify(clipping, null, 2);
    localStorage.setItem(STORED, text);
    return text;
  },
};

/** Into the clipboard by a button; without it what is kept is all there is, which is enough for this browser. */
export function offerToClipboard(text: string): void {
  if (window.isSecureContext) navigator.clipboard.writeText(text).catch(() => undefined);
}
