/** Longest id without the number behind it. */
const STEM = 34;

/**
 * An id for something that gets a name: its letters and digits in lower case, with a number when another has it already.
 * @param joint between words: `_`, or `-` where the neighbours have it
 */
export function idFor(name: string, taken: Readonly<Record<string, unknown>>, joint = "_"): string {
  const stem = stemOf(name, joint);
  const isFree = (id: string) => !Object.hasOwn(taken, id) && !(id in {});
  if (isFree(stem)) return stem;
  for (let number = 2; ; number += 1) {
    const id = `${stem}${joint}${String(number)}`;
    if (isFree(id)) return id;
  }
}

function stemOf(name: string, joint: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, joint)
    .replaceAll(/^[^a-z]+/g, "")
    .slice(0, STEM);
  return plain.replaceAll(/[_-]+$/g, "") || "new";
}
