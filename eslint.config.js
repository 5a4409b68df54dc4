import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Code that runs the same in the browser, the API and workflow code: no clock, randomness, environment or network. */
const pureFolders = [
  "engine/{definition,protocol,interpreter,sla,channels}/**/*.ts",
  "{rules,templates}/**/*.ts",
];
const tests = ["**/*.test.{ts,tsx}", "tests/**/*.ts"];

const banned = {
  /** A named export has one name everywhere. */
  defaultExport: {
    selector: "ExportDefaultDeclaration",
    message: "Name the export; tools' own configuration files are the only exception.",
  },
  booleanParameter: {
    selector:
      ":function > Identifier.params[typeAnnotation.typeAnnotation.type='TSBooleanKeyword']",
    message:
      "A boolean parameter reads as nothing at the call; take a named union or write two functions.",
  },
  ownMock: {
    selector:
      "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/][arguments.0.value=/^[.]/]",
    message: "Our own modules are not mocked; pass the thing in, or use the real one.",
  },
  unrunTest: {
    selector:
      "MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(only|skip|todo|fails)$/]",
    message: "Every test runs, or is not there.",
  },
  currentDate: {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: "Pure code takes the time as an argument.",
  },
  processEnvironment: {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "Only engine/config.ts reads the environment; take the setting as an argument.",
  },
};

const syntax = (...rules) => ({ "no-restricted-syntax": ["error", ...rules] });

/** Globals that reach outside, or differ from run to run. */
const impureGlobals = [
  "process",
  "fetch",
  "crypto",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "window",
  "document",
  "localStorage",
].map((name) => ({ name, message: "Pure code takes this as an argument." }));

const impureProperties = [
  { object: "Date", property: "now", message: "Pure code takes the time as an argument." },
  { object: "Math", property: "random", message: "Pure code takes randomness as an argument." },
];

/** What every case answers by must not depend on the time zones and languages that a machine knows. */
const noIntl = {
  name: "Intl",
  message:
    "Time zones and languages differ between machines; lay calendars out in engine/sla/expand.ts.",
};

export default defineConfig(
  globalIgnores(["dist/", "coverage/", ".data/", "studio/dist/", "bench/results/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      // A case the switch leaves to `default` is decided, too.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An adapter answers with a promise whether or not it has to wait.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // A number in a sentence reads the same with or without String().
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `_` names what a signature demands and nobody reads.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "off", // the typed rule of the preset replaces it
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
      "max-params": ["error", 4],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      ...syntax(banned.defaultExport, banned.booleanParameter, banned.processEnvironment),
    },
  },
  {
    files: ["engine/**/*.ts", "workflows/**/*.ts", "plugins/**/*.ts"],
    ignores: tests,
    rules: { "no-console": "error" },
  },
  {
    // The command line speaks to a person.
    files: ["engine/cli.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["engine/config.ts", "engine/config/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts"],
    rules: syntax(banned.defaultExport, banned.booleanParameter),
  },
  {
    // Mongoose types every field of a schema as an instance of its own classes.
    files: ["engine/store/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-class-instance-assignment": "off" },
  },
  {
    files: pureFolders,
    ignores: tests,
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": ["error", ...impureProperties],
      ...syntax(
        banned.defaultExport,
        banned.booleanParameter,
        banned.processEnvironment,
        banned.currentDate,
      ),
    },
  },
  {
    files: ["workflows/case/**/*.ts", "engine/{interpreter,sla}/**/*.ts"],
    ignores: [...tests, "**/testing/**"],
    rules: { "no-restricted-globals": ["error", ...impureGlobals, noIntl] },
  },
  {
    files: ["studio/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // A component is mostly markup.
      "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
      // Event handlers of React may be async; their errors reach the query client.
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      // Setters of state and props of switches are booleans by nature.
      ...syntax(banned.defaultExport, banned.processEnvironment),
    },
  },
  {
    files: tests,
    rules: {
      // A `describe` is a chapter, not a function.
      "max-lines-per-function": "off",
      "max-lines": "off",
      // A row of a table of cases is a parameter list.
      "max-params": "off",
      // `expect.stringContaining` and its like are typed any.
      "@typescript-eslint/no-unsafe-assignment": "off",
      // Tables of cases say what they are by their place.
      "@typescript-eslint/no-non-null-assertion": "off",
      ...syntax(banned.defaultExport, banned.ownMock, banned.unrunTest),
    },
  },
  {
    // These tools look for a default export.
    files: ["**/*.config.{ts,js}"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-eval": "error" },
  },
);
