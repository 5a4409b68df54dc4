import Handlebars from "handlebars";
import { RESERVED_NAMES } from "../engine/definition/names.js";
import { FORMATS, isFormat, type FormatName } from "./formats.js";

/** Where in a text something stands; lines and columns count from 1. */
export type Place = { readonly line: number; readonly column: number };

/** A value in braces: a variable, a constant, or a format over values. */
export type Expression =
  | { readonly kind: "variable"; readonly path: string; readonly at: Place }
  | { readonly kind: "constant"; readonly value: string }
  | { readonly kind: "format"; readonly name: FormatName; readonly over: readonly Expression[] };

/** A template after the check: text, values, and choices on whether a variable has a value. Nothing else exists. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: Expression }
  | {
      readonly kind: "choice";
      readonly path: string;
      readonly at: Place;
      readonly present: readonly Part[];
      readonly absent: readonly Part[];
    };

/** A checked template, or the first thing in it that is not allowed. `place` is missing when the parser knows none. */
export type ReadTemplate =
  | { readonly ok: true; readonly parts: readonly Part[] }
  | { readonly ok: false; readonly message: string; readonly place?: Place };

/** The schema's limit for a text; it also bounds the work and the nesting of the Handlebars parser. */
const MAX_SOURCE_CHARACTERS = 2000;

/** Deeper choices are unreadable for the people who translate them. */
const MAX_DEPTH = 5;

/** Enough for any message that fits six SMS. */
const MAX_NODES = 200;

const MAX_PATH_SEGMENTS = 4;
const SEGMENT = /^[a-z][A-Za-z0-9_]{0,39}$/;

/**
 * Reads Handlebars source into parts, allowing only: text, comments, `{{variable}}`, `{{format value …}}`, and `if` /
 * `unless` over a variable. Handlebars parses; whatever is not on the list (raw output, partials, decorators, `each`,
 * `with`, `lookup`, `log`, `this`, `../`, `@data`, brackets, hashes, block parameters) is refused by name and place.
 *
 * The parts are walked by `render.ts`, not compiled: `Handlebars.compile` builds JavaScript with `new Function`, which the
 * content security policy of the studio forbids, and a tree of three kinds cannot express an attack.
 */
export function readTemplate(source: string): ReadTemplate {
  if (typeof source !== "string") return { ok: false, message: "a template is text" };
  if (source.length > MAX_SOURCE_CHARACTERS) {
    return { ok: false, message: `the text is longer than ${MAX_SOURCE_CHARACTERS} characters` };
  }
  const parsed = parse(source);
  if (!parsed.ok) return parsed;
  const reader: Reader = { lines: source.split(/\r\n?|\n/), nodes: 0 };
  try {
    return { ok: true, parts: readProgram(reader, parsed.program, 0) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, place: error.place };
    throw error;
  }
}

/** What the parser really leaves out, and what its own types promise. */
type Program = Omit<hbs.AST.Program, "blockParams"> & { readonly blockParams?: readonly string[] };
type Mustache = Omit<hbs.AST.MustacheStatement, "hash"> & { readonly hash?: hbs.AST.Hash };
type Block = Omit<hbs.AST.BlockStatement, "path" | "hash" | "program" | "inverse"> & {
  readonly path: hbs.AST.Node;
  readonly hash?: hbs.AST.Hash;
  readonly program?: Program;
  readonly inverse?: Program;
};

type Reader = { readonly lines: readonly string[]; nodes: number };

/** Carries the first refusal out of the recursion; never leaves this file. */
class Refusal extends Error {
  readonly place: Place;
  constructor(node: hbs.AST.Node, message: string) {
    super(message);
    this.place = placeOf(node);
  }
}

type Parsed = { readonly ok: true; readonly program: Program } | (ReadTemplate & { ok: false });

function parse(source: string): Parsed {
  try {
    return { ok: true, program: Handlebars.parse(source) };
  } catch (error) {
    return syntaxProblem(error);
  }
}

/** Handlebars gives a position on some errors, and on others only a message that names the line. */
function syntaxProblem(error: unknown): ReadTemplate & { ok: false } {
  const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number };
  if (lineNumber !== undefined && column !== undefined) {
    const reason = message.replace(/ - \d+:\d+$/, "");
    return { ok: false, message: reason, place: { line: lineNumber, column: column + 1 } };
  }
  const line = Number(/Parse error on line (\d+)/.exec(message)?.[1] ?? 1);
  return {
    ok: false,
    message: "the braces do not close as they should",
    place: { line, column: 1 },
  };
}

function readProgram(reader: Reader, program: Program | undefined, depth: number): Part[] {
  if (!program) return [];
  if (program.blockParams && program.blockParams.length > 0)
    throw new Refusal(program, "block parameters are not allowed");
  return program.body.flatMap((statement) => readStatement(reader, statement, depth));
}

function readStatement(reader: Reader, statement: hbs.AST.Statement, depth: number): Part[] {
  count(reader, statement);
  switch (statement.type) {
    case "ContentStatement":
      return [{ kind: "text", text: (statement as hbs.AST.ContentStatement).value }];
    case "CommentStatement":
      return [];
    case "MustacheStatement":
      return [readMustache(reader, statement as Mustache)];
    case "BlockStatement":
      return [readChoice(reader, statement as Block, depth)];
    default:
      throw new Refusal(
        statement,
        `${REFUSED_STATEMENTS[statement.type] ?? "this"} is not allowed`,
      );
  }
}

const REFUSED_STATEMENTS: { readonly [type: string]: string } = {
  PartialStatement: "a partial (`{{>`)",
  PartialBlockStatement: "a partial (`{{#>`)",
  Decorator: "a decorator (`{{*`)",
  DecoratorBlock: "a decorator (`{{#*`)",
};

function readMustache(reader: Reader, mustache: Mustache): Part {
  if (!mustache.escaped) throw new Refusal(mustache, "raw output (`{{{` or `{{&`) is not allowed");
  const called = mustache.params.length > 0 || mustache.hash !== undefined;
  const value = called ? readCall(reader, mustache, 1) : readExpression(reader, mustache.path, 1);
  return { kind: "value", value };
}

function readChoice(reader: Reader, block: Block, depth: number): Part {
  const word = block.path.type === "PathExpression" ? textAt(reader, block.path) : "";
  if (word !== "if" && word !== "unless") {
    throw new Refusal(block, "only `if` and `unless` open a block");
  }
  if (depth >= MAX_DEPTH) throw new Refusal(block, `blocks nest deeper than ${MAX_DEPTH}`);
  const [subject, ...others] = block.params;
  if (!subject || others.length > 0 || block.hash) {
    throw new Refusal(block, `\`${word}\` takes one variable`);
  }
  const path = readPath(reader, subject);
  const main = readProgram(reader, block.program, depth + 1);
  const other = readProgram(reader, block.inverse, depth + 1);
  const [present, absent] = word === "if" ? [main, other] : [other, main];
  return { kind: "choice", path, at: placeOf(subject), present, absent };
}

function readExpression(reader: Reader, node: hbs.AST.Expression, depth: number): Expression {
  count(reader, node);
  switch (node.type) {
    case "PathExpression":
      return { kind: "variable", path: readPath(reader, node), at: placeOf(node) };
    case "SubExpression":
      return readCall(reader, node as hbs.AST.SubExpression, depth + 1);
    case "StringLiteral":
    case "NumberLiteral":
      if (depth === 1) throw new Refusal(node, "a constant alone in braces is not allowed");
      return {
        kind: "constant",
        value: String((node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral).value),
      };
    default:
      throw new Refusal(node, "only variables, texts and numbers can stand here");
  }
}

type Call = { readonly path: hbs.AST.Node; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash };

function readCall(reader: Reader, call: Call & hbs.AST.Node, depth: number): Expression {
  const name = call.path.type === "PathExpression" ? textAt(reader, call.path) : "";
  if (!isFormat(name)) throw new Refusal(call, "only the formats on the list can be used here");
  if (call.hash) throw new Refusal(call, `\`${name}\` takes no named values`);
  if (depth > MAX_DEPTH) throw new Refusal(call, `formats nest deeper than ${MAX_DEPTH}`);
  const { takes } = FORMATS[name];
  if (call.params.length !== takes) {
    throw new Refusal(call, `\`${name}\` takes ${takes === 1 ? "one value" : `${takes} values`}`);
  }
  const over = call.params.map((param) => readExpression(reader, param, depth + 1));
  return { kind: "format", name, over };
}

/** The path as written; anything that Handlebars understood otherwise than written (`this.a`, `a/b`, `[a]`) is refused. */
function readPath(reader: Reader, node: hbs.AST.Expression): string {
  if (node.type !== "PathExpression") throw new Refusal(node, "only a variable can stand here");
  const { parts, data, depth } = node as hbs.AST.PathExpression;
  const path = parts.join(".");
  const plain = !data && depth === 0 && path === textAt(reader, node);
  if (!plain || parts.length === 0 || parts.length > MAX_PATH_SEGMENTS || !parts.every(isName)) {
    throw new Refusal(node, "a variable is up to four plain names joined by dots");
  }
  return path;
}

function isName(part: string): boolean {
  return SEGMENT.test(part) && !RESERVED_NAMES.includes(part);
}

function textAt(reader: Reader, { loc }: hbs.AST.Node): string {
  return (reader.lines[loc.start.line - 1] ?? "").slice(loc.start.column, loc.end.column);
}

function placeOf({ loc }: hbs.AST.Node): Place {
  return { line: loc.start.line, column: loc.start.column + 1 };
}

function count(reader: Reader, node: hbs.AST.Node): void {
  reader.nodes += 1;
  if (reader.nodes > MAX_NODES) throw new Refusal(node, `more than ${MAX_NODES} pieces`);
}
