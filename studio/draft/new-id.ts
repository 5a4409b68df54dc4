/** Longest id without the number behind it. */
const STEM = 34;

/** An id for something that gets a name: its letters and digits in lower case, with a number when another has it already. */
export function idFor(name: string, taken: Readonly<Record<string, unknown>>): string {
  const stem = stemOf(name);
  const isFree = (id: string) => !Object.hasOwn(taken, id) && !(id in {});
  if (isFree(stem)) return stem;
  for (let number = 2; ; number += 1) {
    const id = `${stem}_${String(number)}`;
    if (isFree(id)) return id;
  }
}

function stemOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+/g, "")
    .slice(0, STEM);
  return plain.replaceAll(/_+$/g, "") || "new";
}
