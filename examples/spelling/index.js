/** Shorter words are compared as they are: "pain" and "plan" are one slip apart, and mean something else. */
const SHORTEST_FORGIVEN = 5;

/**
 * Operators for texts that people type in a hurry.
 * @param tools what Casewright hands to every plugin; `fold` leaves lower case letters, digits and single spaces
 */
export function plugin({ fold }) {
  return {
    manifest: { id: "spelling", version: "1.0.0", name: "Spelling" },
    operators: {
      hasNearly: {
        words: ["has a word like", "has no word like"],
        description:
          "One of these words is in the text, although a letter of it may be wrong, missing, too many or in the wrong place",
        facts: ["text"],
        value: "many",
        of: "text",
        test: (text, words) => words.some((word) => hasNearly(fold(text), fold(word))),
        examples: [
          { seen: "My chset hurts", wanted: ["chest", "breath"], holds: true },
          { seen: "strong CHEST pian", wanted: ["chest pain"], holds: false },
          { seen: "I cannot breathe", wanted: ["breath"], holds: true },
          { seen: "the plan", wanted: ["pain"], holds: false },
          { seen: "", wanted: ["chest"], holds: false },
        ],
      },
    },
  };
}

/** Whether as many words of the text in a row are those looked for, each with one slip at most. */
function hasNearly(text, wanted) {
  const words = text.split(" ");
  const looked = wanted.split(" ");
  if (wanted === "") return false;
  return words.some((_, start) => looked.every((word, i) => isNearly(words[start + i], word)));
}

function isNearly(word, wanted) {
  if (word === undefined) return false;
  if (word === wanted) return true;
  return wanted.length >= SHORTEST_FORGIVEN && isOneSlip(word, wanted);
}

/** One letter changed, added, left out, or two neighbours exchanged. */
function isOneSlip(left, right) {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = (text, from) => text.slice(start + from);
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  const isSwapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return rest(short, 1) === rest(long, 1) || (isSwapped && rest(short, 2) === rest(long, 2));
}
