/** Letters of bold type by how wide they are in ems, in the widest of the faces that a system may bring; all others are ordinary. */
const WIDTHS: readonly (readonly [letters: string, ems: number])[] = [
  ["iljfI.,:;'’|!()[]- ", 0.4],
  ["rt", 0.5],
  ["ABCDGHKNOQRUVXYZ", 0.9],
  ["mwMW@%…—", 1.1],
];
const EMS = new Map(WIDTHS.flatMap(([letters, ems]) => [...letters].map((one) => [one, ems])));
const ORDINARY = 0.7;

/** About how wide a line of bold text is at this type size; a little too much rather than too little. */
export function textWidth(text: string, fontPx: number): number {
  return [...text].reduce((sum, letter) => sum + (EMS.get(letter) ?? ORDINARY), 0) * fontPx;
}

/** About how many lines a text takes when it is wrapped at words and hyphens; a word that is too long is broken. At most `most`. */
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
  for (const piece of text.trim().split(/(?=\s)|(?<=-)(?=\S)/)) {
    const word = piece.trimStart();
    const wide = textWidth(word, fontPx);
    const begin = used === 0 ? 0 : used + (word === piece ? 0 : space);
    if (begin + wide <= width) used = begin + wide;
    else {
      lines += (used === 0 ? 0 : 1) + Math.floor(wide / width);
      used = wide % width;
    }
  }
  return Math.min(lines, most);
}
