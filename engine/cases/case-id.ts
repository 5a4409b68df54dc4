/** Crockford's base 32: no I, L, O or U, so that ids survive being read out on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Characters between the dashes of the first ids. When all are used up, ids grow by one character at a time. */
const FIRST_WIDTH = 4;

/**
 * The first of those characters is one of 2 to 9: a digit shows where the prefix ends, so that `T4K7Q9` can be read without
 * its dashes, and 0 and 1 are what O, I and L are mistaken for.
 */
const FIRST_DIGIT = 2;
const FIRST_DIGITS = 8;

/** The golden section spreads neighbours furthest apart. */
const SPREAD = 0.618_033_988_749_894_9;

/** Where the sequence begins, as a part of the block: the first ticket of all is `T-4K7Q-9`. */
const BEGIN = 85_239 / 2 ** 18;

/** Added to every check sum, for the same reason. */
const CHECK_OFFSET = 23;

/**
 * The id of the n-th case (n from 1), such as `T-4K7Q-9`: prefix, permuted number, check character.
 * Unique for every n below 2^45; nothing random can collide.
 */
export function caseIdOf(prefix: string, n: number): string {
  const { width, size, offset } = blockOf(n - 1);
  const body = encode(permuted(offset, size), width);
  return `${prefix}-${body}-${checkOf(prefix, body)}`;
}

/** The number n of which an id is the {@link caseIdOf}; null when it is no case id. */
export function caseNumberOf(id: string): number | null {
  const [, body] = /^[A-Z]{1,3}-([2-9][0-9A-Z]{3,9})-[0-9A-Z]$/.exec(id) ?? [];
  if (body === undefined || parseCaseId(id) !== id) return null;
  const [size, before] = [FIRST_DIGITS * 32 ** (body.length - 1), smallerBlocks(body.length)];
  return unpermuted(decode(body), size) + before + 1;
}

/** Reads an id as people type it (lower case, spaces, O for 0, I or L for 1, no dashes); null when it is none. */
export function parseCaseId(text: string): string | null {
  const bare = text
    .toUpperCase()
    .replaceAll(/\s/g, "")
    .replaceAll(/\p{Pd}/gu, "-");
  const found = /^([A-Z]{1,3})-?([2-9][0-9A-Z]{3,9})-?([0-9A-Z])$/.exec(bare);
  if (!found) return null;
  const [prefix = "", body = "", check = ""] = [found[1], ...found.slice(2).map(asDigits)];
  const known = [...body].every((character) => ALPHABET.includes(character));
  return known && checkOf(prefix, body) === check ? `${prefix}-${body}-${check}` : null;
}

/** Every case id quoted in a text, in order, each once. */
export function caseIdsIn(text: string): readonly string[] {
  const words = [...text.matchAll(/[0-9A-Za-z]+/g)];
  const ids = words.flatMap((_, first) =>
    [1, 2, 3].flatMap((count) => parseCaseId(stretch(text, words, first, count)) ?? []),
  );
  return [...new Set(ids)];
}

/** So many words of a text with what stands between them; empty when there are fewer. */
function stretch(
  text: string,
  words: readonly RegExpExecArray[],
  first: number,
  count: number,
): string {
  const [begin, last] = [words[first], words[first + count - 1]];
  return begin && last ? text.slice(begin.index, last.index + last[0].length) : "";
}

function asDigits(part: string): string {
  return part.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}

type Block = { readonly width: number; readonly size: number; readonly offset: number };

/** The length of the n-th id, counted from 0, and its place among those of that length. */
function blockOf(index: number): Block {
  let [width, offset, size] = [FIRST_WIDTH, index, FIRST_DIGITS * 32 ** (FIRST_WIDTH - 1)];
  while (offset >= size) {
    offset -= size;
    size *= 32;
    width += 1;
  }
  return { width, size, offset };
}

/** Sizes are powers of two, so n ↦ n·k + b with an odd k is a permutation. */
function permuted(offset: number, size: number): number {
  const near = Math.floor(size * SPREAD);
  const odd = BigInt(near % 2 === 1 ? near : near + 1);
  const begin = BigInt(Math.floor(size * BEGIN));
  return Number((BigInt(offset) * odd + begin) % BigInt(size));
}

/** The inverse of {@link permuted}: the inverse of an odd number modulo a power of two doubles its right bits with every step. */
function unpermuted(value: number, size: number): number {
  const near = Math.floor(size * SPREAD);
  const [odd, modulus] = [BigInt(near % 2 === 1 ? near : near + 1), BigInt(size)];
  const begin = BigInt(Math.floor(size * BEGIN));
  let inverse = odd;
  for (let bits = 3; bits < 64; bits *= 2) inverse = (inverse * (2n - odd * inverse)) % modulus;
  const offset = ((BigInt(value) - begin) * inverse) % modulus;
  return Number((offset + modulus) % modulus);
}

/** How many ids are shorter than those with this many characters between the dashes. */
function smallerBlocks(width: number): number {
  let sum = 0;
  for (let shorter = FIRST_WIDTH; shorter < width; shorter += 1)
    sum += FIRST_DIGITS * 32 ** (shorter - 1);
  return sum;
}

function decode(body: string): number {
  const [first = 0, ...rest] = [...body].map((character) => ALPHABET.indexOf(character));
  return rest.reduce((value, digit) => value * 32 + digit, first - FIRST_DIGIT);
}

function encode(value: number, width: number): string {
  let [rest, text] = [value, ""];
  for (let i = 1; i < width; i += 1) {
    text = (ALPHABET[rest % 32] ?? "0") + text;
    rest = Math.floor(rest / 32);
  }
  return `${String(FIRST_DIGIT + rest)}${text}`;
}

/**
 * Odd weights modulo 32, counted from the end: every single wrong character is noticed, and every swap of neighbours but one
 * in 31. Crockford's own modulus 37 needs symbols that nobody can say.
 */
function checkOf(prefix: string, body: string): string {
  const letters = [...prefix].map((letter) => letter.charCodeAt(0) - "A".charCodeAt(0));
  const values = [...letters, ...[...body].map((character) => ALPHABET.indexOf(character))];
  const sum = values.toReversed().reduce((total, value, i) => total + value * (2 * i + 1), 0);
  return ALPHABET[(sum + CHECK_OFFSET) % 32] ?? "0";
}
