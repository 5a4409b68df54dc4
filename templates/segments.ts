/** How a text travels as SMS: its alphabet, its length in that alphabet, and how many messages a phone network bills. */
export type SegmentCount = {
  readonly encoding: "GSM7" | "UCS2";
  /** Septets (GSM7) or 16-bit units (UCS2). */
  readonly units: number;
  /** Messages on the air; 0 for an empty text. */
  readonly segments: number;
  /** Units that one segment of this text holds. */
  readonly perSegment: number;
};

/** Basic character set, one septet each (3GPP TS 23.038, 6.2.1). */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** Extension table, two septets each: an escape and the character (3GPP TS 23.038, 6.2.1.1). */
const EXTENSION = new Set("\f^{}\\[~]|€");

/** 140 bytes of payload, and 134 when six of them tell the phone how to join the parts (3GPP TS 23.040, 9.2.3.24.1). */
const CAPACITY = {
  GSM7: { alone: 160, joined: 153 },
  UCS2: { alone: 70, joined: 67 },
} as const;

/**
 * Counts the SMS segments of a text as it stands; normalise to NFC first, or an accent of two code points costs UCS-2.
 * A character of two units is never torn apart, so a segment may stay one unit short.
 */
export function countSegments(text: string): SegmentCount {
  const widths = gsmWidths(text);
  return widths ? pack("GSM7", widths) : pack("UCS2", ucsWidths(text));
}

/** Septets of each character, or undefined when one of them is outside the GSM alphabet. */
function gsmWidths(text: string): readonly number[] | undefined {
  const widths: number[] = [];
  for (const character of text) {
    if (BASIC.has(character)) widths.push(1);
    else if (EXTENSION.has(character)) widths.push(2);
    else return undefined;
  }
  return widths;
}

function ucsWidths(text: string): readonly number[] {
  return Array.from(text, (character) => character.length);
}

function pack(encoding: "GSM7" | "UCS2", widths: readonly number[]): SegmentCount {
  const { alone, joined } = CAPACITY[encoding];
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= alone) {
    return { encoding, units, segments: units === 0 ? 0 : 1, perSegment: alone };
  }
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, perSegment: joined };
}
