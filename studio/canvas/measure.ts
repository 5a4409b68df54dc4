/** Letters of bold type by width; what is neither narrow nor wide counts as ordinary. */
const NARROW = new Set("iljtfrI.,:;'’|!()[]- ");
const WIDE = new Set("mwMWABCDGHKNOQRUVXYZ@%…—");

/** About how wide a line of bold text is at this type size; a little too much rather than too little. */
export function textWidth(text: string, fontPx: number): number {
  const ems = [...text].reduce(
    (sum, letter) => sum + (NARROW.has(letter) ? 0.4 : WIDE.has(letter) ? 0.9 : 0.7),
    0,
  );
  return ems * fontPx;
}

/** About how many lines a text takes when it is wrapped at words; a word that is too long is broken. At most `most`. */
export function linesOf(
  text: string,
  {
    width,
    fontPx,
    most,
  }: { readonly width: number; readonly fontPx: number; readonly most: number },
): number {
  const space = textWidth(" ", fontPx);
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const wide = textWidth(word, fontPx);
    const begin = used === 0 ? 0 : used + space;
    if (begin + wide <= width) used = begin + wide;
    else {
      lines += (used === 0 ? 0 : 1) + Math.floor(wide / width);
      used = wide % width;
    }
  }
  return Math.min(lines, most);
}
