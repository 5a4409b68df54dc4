import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject } from "ajv";
import { type Accounts, accountsIn } from "./config/accounts.js";
import { crossChecks } from "./config/cross-checks.js";
import { pacesIn } from "./config/paces.js";
import { parseDotenv } from "./config/dotenv.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import { keyFromFile } from "./config/keys.js";
import { isOutsideSetting, unknownNames } from "./config/unknown-names.js";
import {
  type VariableName,
  variableNames,
  variableOptions,
  Variables,
  type VariableValues,
} from "./config/variables.js";
import { tracesIn, type TraceTarget } from "./config/traces.js";
import { type WebhookAccess, webhooksIn } from "./config/webhooks.js";
import { scannerAt } from "./config/scanner.js";
import type { ScannerAddress } from "./scanner/clamd.js";

export { ConfigError } from "./config/finding.js";

/** Everything the environment says, checked once at start. Nothing else in the engine reads the environment. */
export type Config = {
  readonly mode: "development" | "production" | "test";
  /** The folder with our package.json; definitions, rule sets and templates are read from here. */
  readonly projectRoot: string;
  /** Absolute path of the folder that holds databases, keys and logs of this instance. */
  readonly dataDir: string;
  /** Absolute path of the user's cache folder for server binaries, shared by all instances. */
  readonly cacheDir: string;
  /** The folders in which programs are looked for, in order. */
  readonly searchPath: readonly string[];
  /** The port of the API, on 127.0.0.1 unless a container maps it. */
  readonly port: number;
  /** The origin that people and providers reach us at; no slash at the end. */
  readonly publicUrl: string;
  /** Origins of other sites that may call the API from a browser; our own needs no entry. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: NonNullable<VariableValues["LOG_LEVEL"]>;
  /** `on`: a channel without credentials runs against the phone simulator. */
  readonly sandbox: "on" | "off";
  /** `undefined`: we start a server of our own. */
  readonly mongodbUri: string | undefined;
  readonly temporal: {
    /** `host:port`; `undefined`: we start a server of our own. */
    readonly address: string | undefined;
    readonly namespace: string;
    /** Port for Temporal's own pages; `undefined`: not served. */
    readonly uiPort: number | undefined;
  };
  /** The first administrator. Without a password one is made up and shown once. */
  readonly admin: { readonly email: string; readonly password: string | undefined };
  readonly keys: {
    readonly jwtSecret: string;
    readonly dataKey: string;
    /** What `dataKey` was before; what is still wrapped under it is read and rewrapped. */
    readonly previousDataKey: string | undefined;
  };
  /** Absolute path of the folder into which the ends of logs are signed. */
  readonly logHeads: string;
  readonly accounts: Accounts;
  /** How often each channel is looked at, and the time that its provider gets. */
  readonly channelCheck: { readonly everyMs: number; readonly timeoutMs: number };
  /** Channels outside the tree: their packages, and every variable that begins with CHANNEL_ or PLUGIN_ as it stands. */
  readonly outside: {
    readonly packages: readonly string[];
    readonly values: Readonly<Record<string, string>>;
  };
  /** Packages of plugins that bring operators and facts to rules. */
  readonly rulePlugins: readonly string[];
  readonly webhooks: WebhookAccess;
  /** Who looks through files that come in for viruses; `undefined`: nobody. */
  readonly scanner: ScannerAddress | undefined;
  /** `undefined`: nothing is traced. */
  readonly traces: TraceTarget | undefined;
  /** `on`: two accounts of one kind stand in for each other. */
  readonly failover: "on" | "off";
  /** Most messages a second by the name of an endpoint, where it is not what the plugin says. */
  readonly perSecond: ReadonlyMap<string, number>;
  /** Known names that have a value although nothing reads them yet. */
  readonly waiting: readonly VariableName[];
};

/** Names and values as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8080;

const validate = new Ajv({ allErrors: true })
  .addVocabulary(["expect", "secret", "waiting"])
  .compile(Variables);

/**
 * Reads and checks an environment together with `.env` of the project (the environment wins). Outside production,
 * missing keys are made and kept in `DATA_DIR/keys`; apart from that nothing but the arguments counts.
 * @throws ConfigError with a finding for everything that is wrong
 */
export function loadConfig(env: Environment, projectRoot: string): Config {
  const file = readDotenv(projectRoot);
  const given = { ...file.values, ...withoutEmpty(env) };
  const known = knownValues(given);
  const findings = [
    ...file.findings,
    ...unknownNames(Object.keys(withoutEmpty(env)), Object.keys(file.values)),
    ...shapeFindings(known),
    ...crossChecks(known),
  ];
  const dataDir = resolve(projectRoot, known.DATA_DIR ?? ".data");
  findings.push(...dataDirFindings(dataDir));
  if (findings.length > 0) throw new ConfigError(firstOfEach(findings));
  const outside = outsideSettings(given);
  return toConfig(known, { env, projectRoot, dataDir, keys: keysOf(known, dataDir), outside });
}

/**
 * The configuration of this process. When something is wrong, writes one line for each finding to standard error and
 * ends the process with exit code 1.
 */
export function configOrExit(): Config {
  try {
    return loadConfig(process.env, findProjectRoot());
  } catch (error) {
    return exitWith(error);
  }
}

/** Ends the process as {@link configOrExit} does. @throws what is no {@link ConfigError} */
export function exitWith(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`Casewright cannot start with this configuration:\n${error.message}\n`);
  process.exit(1);
}

/** The environment for a child process: ours with the given variables in place of the same names. */
export function childEnvironment(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/**
 * The nearest folder at or above `from` that holds our package.json; the same from sources and from `dist`.
 * @throws Error when there is none
 */
export function findProjectRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  const path = join(from, "package.json");
  if (existsSync(path) && /"name":\s*"casewright"/.test(readFileSync(path, "utf8"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("No package.json of casewright above this program");
  return findProjectRoot(parent);
}

/** One line for each variable: what is wrong with its form comes before what is wrong with its meaning. */
function firstOfEach(findings: readonly ConfigFinding[]): ConfigFinding[] {
  return [
    ...new Map([...findings].reverse().map((found) => [found.variable, found])).values(),
  ].reverse();
}

function readDotenv(projectRoot: string): ReturnType<typeof parseDotenv> {
  const path = join(projectRoot, ".env");
  return existsSync(path) ? parseDotenv(readFileSync(path, "utf8")) : { values: {}, findings: [] };
}

function withoutEmpty(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** Only known names with a value; whole numbers are converted where the variable is one. */
function knownValues(env: Environment): VariableValues {
  const entries = variableNames.flatMap((name) => {
    const value = env[name]?.trim();
    return value ? [[name, converted(name, value)]] : [];
  });
  return Object.fromEntries(entries) as VariableValues;
}

function converted(name: VariableName, value: string): string | number {
  const isWhole = variableOptions(name).type === "integer" && /^[0-9]{1,9}$/.test(value);
  return isWhole ? Number(value) : value;
}

function shapeFindings(values: VariableValues): ConfigFinding[] {
  if (validate(values)) return [];
  const names = (validate.errors ?? []).map(({ instancePath }: ErrorObject) =>
    instancePath.slice(1),
  );
  return [...new Set(names as VariableName[])].map((name) => shapeFinding(name, values[name]));
}

function shapeFinding(name: VariableName, value: string | number | undefined): ConfigFinding {
  const { expect, secret } = variableOptions(name);
  return {
    variable: name,
    problem: secret ? "has a wrong form" : `is ${JSON.stringify(value)}`,
    fix: `expected ${expect}`,
  };
}

function dataDirFindings(dataDir: string): ConfigFinding[] {
  const isFile = existsSync(dataDir) && !statSync(dataDir).isDirectory();
  return isFile ? [dataDirFinding("is a file")] : [];
}

function dataDirFinding(problem: string): ConfigFinding {
  return { variable: "DATA_DIR", problem, fix: "expected a folder that can be written" };
}

function keysOf(values: VariableValues, dataDir: string): Config["keys"] {
  return {
    jwtSecret: values.JWT_SECRET ?? madeKey("JWT_SECRET", dataDir, "jwt-secret"),
    dataKey: values.DATA_KEY ?? madeKey("DATA_KEY", dataDir, "data-key"),
    previousDataKey: values.DATA_KEY_PREVIOUS,
  };
}

function madeKey(variable: VariableName, dataDir: string, file: string): string {
  const key = readOrMakeKey(dataDir, file);
  if (/^[A-Za-z0-9_-]{43}$/.test(key)) return key;
  throw new ConfigError([
    {
      variable,
      problem: `is damaged in ${join(dataDir, "keys", file)}`,
      fix: "expected the file as it was made; restore it from a backup",
    },
  ]);
}

function readOrMakeKey(dataDir: string, file: string): string {
  try {
    return keyFromFile(dataDir, file);
  } catch (error) {
    throw new ConfigError([dataDirFinding(`cannot be used (${(error as Error).message})`)]);
  }
}

type Surroundings = Pick<Config, "projectRoot" | "dataDir" | "keys"> & {
  readonly env: Environment;
  readonly outside: Config["outside"]["values"];
};

function outsideSettings(given: Environment): Config["outside"]["values"] {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value = ""]) =>
      isOutsideSetting(name) && value.trim() !== "" ? [[name, value.trim()]] : [],
    ),
  );
}

function toConfig(values: VariableValues, surroundings: Surroundings): Config {
  const { env, projectRoot, dataDir, keys, outside } = surroundings;
  const mode = values.NODE_ENV ?? "development";
  const port = values.PORT ?? DEFAULT_PORT;
  return {
    mode,
    projectRoot,
    dataDir,
    cacheDir: join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "casewright"),
    searchPath: (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
    port,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, "") ?? `http://127.0.0.1:${String(port)}`,
    allowedOrigins: listed(values.ALLOWED_ORIGINS),
    logLevel: values.LOG_LEVEL ?? "info",
    sandbox: values.SANDBOX ?? (mode === "production" ? "off" : "on"),
    mongodbUri: values.MONGODB_URI,
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE ?? "default",
      uiPort: values.TEMPORAL_UI_PORT,
    },
    admin: { email: values.ADMIN_EMAIL ?? "admin@clinic.example", password: values.ADMIN_PASSWORD },
    keys,
    logHeads: resolve(projectRoot, values.LOG_HEADS_DIR ?? join(dataDir, "log-heads")),
    accounts: accountsIn(values),
    channelCheck: {
      everyMs: (values.HEALTH_CHECK_INTERVAL ?? 3_600) * 1_000,
      timeoutMs: values.HEALTH_CHECK_TIMEOUT ?? 5_000,
    },
    outside: {
      packages: listed(values.CHANNEL_PLUGINS),
      values: outside,
    },
    rulePlugins: listed(values.RULE_PLUGINS),
    webhooks: webhooksIn(values),
    scanner: scannerAt(values.CLAMD_ADDRESS),
    traces: tracesIn(values),
    failover: values.FAILOVER ?? "on",
    perSecond: pacesIn(values.MESSAGES_PER_SECOND),
    waiting: variableNames.filter((name) => name in values && variableOptions(name).waiting),
  };
}

function listed(value: string | undefined): readonly string[] {
  return value?.split(",").map((one) => one.trim()) ?? [];
}
