import type { ConfigFinding } from "./finding.js";
import type { VariableName, VariableValues } from "./variables.js";

/** Names of the values that must never be a text from a manual. */
const CREDENTIALS = [
  "JWT_SECRET",
  "DATA_KEY",
  "AFRICASTALKING_API_KEY",
  "TWILIO_AUTH_TOKEN",
  "SENDGRID_API_KEY",
] as const satisfies readonly VariableName[];

/** Pieces of the examples found in manuals; too long to occur in a random key by chance (below 1 in a million). */
const placeholderPieces =
  /change[-_ ]?me|your[-_ ]|<your|replace[-_ ]?me|placeholder|password|example|default|secret|123456/i;

/** Fewer different characters than this is a pattern, not a key: "aaaa…", "abcabc…". */
const FEWEST_DIFFERENT_CHARACTERS = 10;

/** The administrator's password guards every case; short ones fall to guessing. */
const SHORTEST_PASSWORD_IN_PRODUCTION = 12;

/** Without these a production start stops: each default of development would be an open door. */
const REQUIRED_IN_PRODUCTION = [
  "JWT_SECRET",
  "DATA_KEY",
  "PUBLIC_URL",
] as const satisfies readonly VariableName[];

const loopback = /^https?:\/\/(127\.0\.0\.1|localhost)(:[0-9]+)?(\/|$)/;

/** What single values cannot show: missing partners, texts from manuals, and what production does not allow. */
export function crossChecks(values: VariableValues): ConfigFinding[] {
  return [
    ...placeholders(values),
    ...repetitions(values),
    ...sameKeys(values),
    ...pair(values, ["AFRICASTALKING_USERNAME", "AFRICASTALKING_API_KEY"], "the user name"),
    ...pair(values, ["SENDGRID_FROM", "SENDGRID_API_KEY"], "the sender"),
    ...together(values, ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM_NUMBER"]),
    ...together(values, ["SMTP_HOST", "SMTP_FROM_EMAIL"]),
    ...together(values, ["SMTP_USERNAME", "SMTP_PASSWORD"]),
    ...together(values, ["SLACK_BOT_TOKEN", "SLACK_CHANNEL"]),
    ...pressesWithoutPosts(values),
    ...mongodbDurability(values),
    ...addressPorts(values),
    ...(values.NODE_ENV === "production" ? productionChecks(values) : []),
  ];
}

function placeholders(values: VariableValues): ConfigFinding[] {
  return CREDENTIALS.filter((name) => placeholderPieces.test(values[name] ?? "")).map((name) => ({
    variable: name,
    problem: "is a text from a manual",
    fix: "expected a value of your own that nobody can guess",
  }));
}

function repetitions(values: VariableValues): ConfigFinding[] {
  const { JWT_SECRET, DATA_KEY, WEBHOOK_SECRETS = "" } = values;
  const keys = [
    ...(JWT_SECRET === undefined ? [] : [["JWT_SECRET", JWT_SECRET] as const]),
    ...(DATA_KEY === undefined ? [] : [["DATA_KEY", DATA_KEY] as const]),
    ...WEBHOOK_SECRETS.split(",").flatMap((pair) => {
      const key = pair.split("whsec_")[1];
      return key === undefined ? [] : [["WEBHOOK_SECRETS", key] as const];
    }),
  ];
  return keys
    .filter(([, key]) => new Set(key).size < FEWEST_DIFFERENT_CHARACTERS)
    .map(([variable]) => ({
      variable,
      problem: "repeats a few characters",
      fix: "expected random characters, for instance the answer of: openssl rand -base64 32",
    }));
}

function sameKeys({ JWT_SECRET, DATA_KEY }: VariableValues): ConfigFinding[] {
  if (JWT_SECRET === undefined || JWT_SECRET !== DATA_KEY) return [];
  return [
    {
      variable: "DATA_KEY",
      problem: "is the same as JWT_SECRET",
      fix: "expected two different keys, so that a lost one does not open the other door",
    },
  ];
}

/** Two values of which one is useless without the other; the second is an API key. */
function pair(
  values: VariableValues,
  [name, key]: readonly [VariableName, VariableName],
  what: string,
): ConfigFinding[] {
  if ((values[name] === undefined) === (values[key] === undefined)) return [];
  return [
    {
      variable: values[name] === undefined ? name : key,
      problem: "is missing",
      fix: `expected both ${what} and the API key, or neither`,
    },
  ];
}

/** Several values of which none is of use without the others. */
function together(values: VariableValues, names: readonly VariableName[]): ConfigFinding[] {
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((variable) => ({
    variable,
    problem: "is missing",
    fix: `expected all of ${names.join(", ")}, or none`,
  }));
}

/** What is pressed is pressed under a post. */
function pressesWithoutPosts(values: VariableValues): ConfigFinding[] {
  const { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_WEBHOOK_URL } = values;
  if (SLACK_SIGNING_SECRET === undefined || SLACK_BOT_TOKEN || SLACK_WEBHOOK_URL) return [];
  return [
    {
      variable: "SLACK_SIGNING_SECRET",
      problem: "is of no use alone",
      fix: "expected SLACK_BOT_TOKEN with SLACK_CHANNEL, or SLACK_WEBHOOK_URL, beside it",
    },
  ];
}

/** Nothing is acknowledged before a majority has it in the journal, so no address may ask for less. */
function mongodbDurability({ MONGODB_URI }: VariableValues): ConfigFinding[] {
  const options = new URLSearchParams(MONGODB_URI?.split("?")[1]);
  const weak: ConfigFinding[] = [];
  const w = options.get("w");
  if (w !== null && w !== "majority") weak.push(weakOption("w", "w=majority"));
  for (const name of ["journal", "j", "retryWrites"])
    if (options.get(name) === "false") weak.push(weakOption(name, `${name}=true`));
  return weak;
}

function weakOption(option: string, right: string): ConfigFinding {
  return {
    variable: "MONGODB_URI",
    problem: `weakens durability by its option "${option}"`,
    fix: `expected ${right} or no such option`,
  };
}

function addressPorts(values: VariableValues): ConfigFinding[] {
  const names = [
    "PUBLIC_URL",
    "TEMPORAL_ADDRESS",
    "AFRICASTALKING_BASE_URL",
    "TWILIO_BASE_URL",
    "SENDGRID_BASE_URL",
  ] as const satisfies readonly VariableName[];
  return names
    .filter((name) => Number(/:([0-9]{1,5})(?:\/|$)/.exec(values[name] ?? "")?.[1] ?? 1) > 65_535)
    .map((name) => ({
      variable: name,
      problem: "has an impossible port",
      fix: "expected a port from 1 to 65535",
    }));
}

function productionChecks(values: VariableValues): ConfigFinding[] {
  const missing = REQUIRED_IN_PRODUCTION.filter((name) => values[name] === undefined).map(
    (variable) => ({
      variable,
      problem: "is missing",
      fix: "expected a value of your own, because NODE_ENV is production",
    }),
  );
  return [
    ...missing,
    ...plainHttp(values),
    ...weakPassword(values),
    ...foreignProvider(values),
    ...loopbackWebhook(values),
  ];
}

function plainHttp({ PUBLIC_URL = "" }: VariableValues): ConfigFinding[] {
  if (!PUBLIC_URL.startsWith("http://") || loopback.test(PUBLIC_URL)) return [];
  return [
    {
      variable: "PUBLIC_URL",
      problem: "is not encrypted",
      fix: "expected https, because NODE_ENV is production",
    },
  ];
}

function weakPassword({ ADMIN_PASSWORD: password }: VariableValues): ConfigFinding[] {
  if (password === undefined) return [];
  const guessable =
    password.length < SHORTEST_PASSWORD_IN_PRODUCTION || placeholderPieces.test(password);
  if (!guessable) return [];
  return [
    {
      variable: "ADMIN_PASSWORD",
      problem: "is too easy to guess",
      fix: `expected at least ${String(SHORTEST_PASSWORD_IN_PRODUCTION)} characters and none of the usual words`,
    },
  ];
}

/** A webhook to this machine is for tests: calls there may be in clear. */
function loopbackWebhook({ WEBHOOK_PRIVATE_HOSTS: hosts = "" }: VariableValues): ConfigFinding[] {
  if (!hosts.split(",").some((host) => /^(127\..*|localhost)$/.test(host.trim()))) return [];
  return [
    {
      variable: "WEBHOOK_PRIVATE_HOSTS",
      problem: "lets this machine itself be called",
      fix: "expected other hosts, because NODE_ENV is production",
    },
  ];
}

/** Hosts of the providers themselves. */
const PROVIDERS = {
  AFRICASTALKING_BASE_URL: /^https:\/\/([a-z]+\.)*africastalking\.com(\/|$)/,
  TWILIO_BASE_URL: /^https:\/\/([a-z0-9]+\.)*twilio\.com(\/|$)/,
  SLACK_WEBHOOK_URL: /^https:\/\/hooks\.slack\.com\//,
  SLACK_BASE_URL: /^https:\/\/slack\.com\/?$/,
  SENDGRID_BASE_URL: /^https:\/\/([a-z]+\.)*sendgrid\.com(\/|$)/,
} as const satisfies { readonly [Name in VariableName]?: RegExp };

/** What we send goes to this address, keys too, so in production it may only be the provider's own. */
function foreignProvider(values: VariableValues): ConfigFinding[] {
  return (Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[])
    .filter((name) => values[name] !== undefined && !PROVIDERS[name].test(values[name]))
    .map((variable) => ({
      variable,
      problem: "points away from the provider",
      fix: "expected the provider's own address or no value, because NODE_ENV is production",
    }));
}
