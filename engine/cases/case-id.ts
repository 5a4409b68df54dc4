/** Crockford's base 32: no I, L, O or U, so that ids survive being read out on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Size of the first block of ids: four characters. Beyond it ids grow by one character at a time. */
const BLOCK = 32 ** 4;

/** Odd and coprime to every power of two, so that n ↦ n·k mod 32^w is a permutation: unique, and neighbours look unlike. */
const MULTIPLIER = 387_421;

/**
 * The id of the n-th case (n from 1), such as `T-4K7Q-9`: prefix, permuted number, check character.
 * Unique for every n below 2^50; nothing random can collide.
 */
export function caseIdOf(prefix: string, n: number): string {
  const [width, offset] = blockOf(n - 1);
  const size = BigInt(32 ** width);
  const permuted = Number((BigInt(offset) * BigInt(MULTIPLIER) + 7n) % size);
  const body = encode(permuted, width);
  return `${prefix}-${body}-${checkOf(prefix + body)}`;
}

/** Reads an id as people type it (lower case, spaces, O for 0, I or L for 1, no dashes); null when it is none. */
export function parseCaseId(text: string): string | null {
  const bare = text.toUpperCase().replaceAll(/[\s-]/g, "");
  const found = /^([A-Z]{1,3}?)([0-9A-Z]{4,10})([0-9A-Z])$/.exec(bare);
  if (!found) return null;
  for (const split of [1, 2, 3]) {
    const id = parsed(bare, split);
    if (id !== null) return id;
  }
  return null;
}

/** Every case id quoted in a text, in order, each once. */
export function caseIdsIn(text: string): readonly string[] {
  const candidates =
    text.toUpperCase().match(/\b[A-Z]{1,3}[\s-]?[0-9A-Z]{4,10}[\s-]?[0-9A-Z]\b/g) ?? [];
  const ids = candidates.map(parseCaseId).filter((id) => id !== null);
  return [...new Set(ids)];
}

function parsed(bare: string, split: number): string | null {
  const prefix = bare.slice(0, split);
  const body = bare.slice(split, -1).replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const check = bare.slice(-1).replace("O", "0").replace(/[IL]/, "1");
  if (!/^[A-Z]+$/.test(prefix) || body.length < 4) return null;
  if ([...body].some((character) => !ALPHABET.includes(character))) return null;
  return checkOf(prefix + body) === check ? `${prefix}-${body}-${check}` : null;
}

function blockOf(index: number): readonly [width: number, offset: number] {
  let [width, offset, size] = [4, index, BLOCK];
  while (offset >= size) {
    offset -= size;
    size *= 32;
    width += 1;
  }
  return [width, offset];
}

function encode(value: number, width: number): string {
  let [rest, text] = [value, ""];
  for (let i = 0; i < width; i += 1) {
    text = (ALPHABET[rest % 32] ?? "0") + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Odd weights modulo 32: every single wrong character is noticed, and every swap of neighbours but one in 31.
 * Crockford's own modulus 37 needs symbols that nobody can say.
 */
function checkOf(text: string): string {
  const sum = [...text].reduce(
    (total, character, i) => total + valueOf(character) * (2 * i + 1),
    0,
  );
  return ALPHABET[sum % 32] ?? "0";
}

/** Place in the alphabet; the letters of a prefix that are not in it follow after. */
function valueOf(character: string): number {
  const place = ALPHABET.indexOf(character);
  return place === -1 ? character.charCodeAt(0) : place;
}
