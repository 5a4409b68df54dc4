import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError, type Environment, findProjectRoot, loadConfig } from "./config.js";
import { parseDotenv } from "./config/dotenv.js";
import { variableNames } from "./config/variables.js";

const KEY_A = "kq7Rz0Yw3vN8bTfX2mLcJ5hGdS9pAeUi";
const KEY_B = "uH4xQ9tZ1sWnB6yDkV3rEo8fMj2gLaCi";
const TWILIO = {
  TWILIO_ACCOUNT_SID: "AC0123456789abcdef0123456789abcdef",
  TWILIO_AUTH_TOKEN: "kq7Rz0Yw3vN8",
  TWILIO_FROM_NUMBER: "+15005550006",
};

const PRODUCTION = {
  NODE_ENV: "production",
  JWT_SECRET: KEY_A,
  DATA_KEY: KEY_B,
  PUBLIC_URL: "https://desk.clinic.example",
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "casewright-config-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function findingsOf(env: Environment): ConfigError["findings"] {
  try {
    loadConfig(env, root);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.findings;
    throw error;
  }
}

/** Each row: what is broken, the environment, the variable that must be named. */
const broken: readonly (readonly [string, Environment, string])[] = [
  ["a port that is no number", { PORT: "http" }, "PORT"],
  ["port 0", { PORT: "0" }, "PORT"],
  ["a port above 65535", { PORT: "65536" }, "PORT"],
  ["a negative port", { PORT: "-1" }, "PORT"],
  ["a port with a fraction", { PORT: "80.5" }, "PORT"],
  ["a port in hexadecimal", { PORT: "0x1F90" }, "PORT"],
  ["a port in scientific notation", { PORT: "8e3" }, "PORT"],
  ["an unknown mode", { NODE_ENV: "staging" }, "NODE_ENV"],
  ["an unknown log level", { LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ["a log level in capitals", { LOG_LEVEL: "INFO" }, "LOG_LEVEL"],
  ["a sandbox switch that is neither on nor off", { SANDBOX: "true" }, "SANDBOX"],
  ["a public address without scheme", { PUBLIC_URL: "desk.clinic.example" }, "PUBLIC_URL"],
  ["a public address of another scheme", { PUBLIC_URL: "ftp://desk.example" }, "PUBLIC_URL"],
  ["a public address with a path", { PUBLIC_URL: "https://clinic.example/desk" }, "PUBLIC_URL"],
  ["an impossible port in the address", { PUBLIC_URL: "http://127.0.0.1:99999" }, "PUBLIC_URL"],
  ["any origin allowed", { ALLOWED_ORIGINS: "*" }, "ALLOWED_ORIGINS"],
  ["an origin with a path", { ALLOWED_ORIGINS: "https://a.example/x" }, "ALLOWED_ORIGINS"],
  [
    "one bad origin among good ones",
    { ALLOWED_ORIGINS: "https://a.example,b.example" },
    "ALLOWED_ORIGINS",
  ],
  ["another database", { MONGODB_URI: "postgresql://db.example/desk" }, "MONGODB_URI"],
  ["a database address without host", { MONGODB_URI: "mongodb://" }, "MONGODB_URI"],
  ["writes to one member", { MONGODB_URI: "mongodb://db.example/desk?w=1" }, "MONGODB_URI"],
  ["unacknowledged writes", { MONGODB_URI: "mongodb://db.example/desk?w=0" }, "MONGODB_URI"],
  ["writes without journal", { MONGODB_URI: "mongodb://db.example/?journal=false" }, "MONGODB_URI"],
  [
    "writes that are not repeated",
    { MONGODB_URI: "mongodb://db.example/?retryWrites=false" },
    "MONGODB_URI",
  ],
  ["Temporal without port", { TEMPORAL_ADDRESS: "127.0.0.1" }, "TEMPORAL_ADDRESS"],
  ["Temporal by http", { TEMPORAL_ADDRESS: "http://127.0.0.1:7233" }, "TEMPORAL_ADDRESS"],
  ["Temporal at an impossible port", { TEMPORAL_ADDRESS: "127.0.0.1:70000" }, "TEMPORAL_ADDRESS"],
  ["a namespace with blanks", { TEMPORAL_NAMESPACE: "my clinic" }, "TEMPORAL_NAMESPACE"],
  ["a page port that is no number", { TEMPORAL_UI_PORT: "yes" }, "TEMPORAL_UI_PORT"],
  ["an administrator without domain", { ADMIN_EMAIL: "admin" }, "ADMIN_EMAIL"],
  ["a short password", { ADMIN_PASSWORD: "admin" }, "ADMIN_PASSWORD"],
  ["a signing key from a manual", { JWT_SECRET: "changeme" }, "JWT_SECRET"],
  [
    "a long signing key from a manual",
    { JWT_SECRET: "your-super-secure-jwt-secret-for-casewright" },
    "JWT_SECRET",
  ],
  ["a short signing key", { JWT_SECRET: "kq7Rz0Yw3vN8" }, "JWT_SECRET"],
  ["a signing key of one letter", { JWT_SECRET: "x".repeat(40) }, "JWT_SECRET"],
  ["a short data key", { DATA_KEY: "uH4xQ9tZ1sWn" }, "DATA_KEY"],
  ["a data key of one pattern", { DATA_KEY: "abcd".repeat(10) }, "DATA_KEY"],
  ["one key for both doors", { JWT_SECRET: KEY_A, DATA_KEY: KEY_A }, "DATA_KEY"],
  [
    "an API key without user name",
    { AFRICASTALKING_API_KEY: "atsk_7c1b0d9e" },
    "AFRICASTALKING_USERNAME",
  ],
  ["a user name without API key", { AFRICASTALKING_USERNAME: "clinic" }, "AFRICASTALKING_API_KEY"],
  [
    "an API key from a manual",
    {
      AFRICASTALKING_USERNAME: "clinic",
      AFRICASTALKING_API_KEY: "<your-africas-talking-api-key>",
    },
    "AFRICASTALKING_API_KEY",
  ],
  [
    "a sender name that no phone shows",
    { AFRICASTALKING_SENDER: "The Clinic Desk" },
    "AFRICASTALKING_SENDER",
  ],
  [
    "a provider address without scheme",
    { AFRICASTALKING_BASE_URL: "localhost:4000" },
    "AFRICASTALKING_BASE_URL",
  ],
  ["a mail key without a sender", { SENDGRID_API_KEY: "SG.7c1b0d9e" }, "SENDGRID_FROM"],
  ["a sender without a mail key", { SENDGRID_FROM: "desk@clinic.example" }, "SENDGRID_API_KEY"],
  [
    "a sender that is no address",
    { SENDGRID_API_KEY: "SG.7c1b0d9e", SENDGRID_FROM: "Lakeside Clinic" },
    "SENDGRID_FROM",
  ],
  [
    "a public key that is none",
    { SENDGRID_EVENT_PUBLIC_KEY: "-----BEGIN PUBLIC KEY-----" },
    "SENDGRID_EVENT_PUBLIC_KEY",
  ],
  ["a misspelt provider name", { AFRICASTALKING_APIKEY: "x" }, "AFRICASTALKING_APIKEY"],
  ["another spelling of the provider", { AFRICAS_TALKING_API_KEY: "x" }, "AFRICAS_TALKING_API_KEY"],
  ["a near miss", { MONGODB_URL: "mongodb://db.example/" }, "MONGODB_URL"],
  ["a forgotten letter", { ADMIN_PASWORD: "Kilimo-Mlima-7" }, "ADMIN_PASWORD"],
  [
    "an account of another provider",
    { ...TWILIO, TWILIO_ACCOUNT_SID: "AC12" },
    "TWILIO_ACCOUNT_SID",
  ],
  [
    "a sender without country code",
    { ...TWILIO, TWILIO_FROM_NUMBER: "0700000001" },
    "TWILIO_FROM_NUMBER",
  ],
  [
    "a Twilio account without a number",
    { ...TWILIO, TWILIO_FROM_NUMBER: "" },
    "TWILIO_FROM_NUMBER",
  ],
  ["an unknown Twilio name", { TWILIO_TOKEN: "x" }, "TWILIO_TOKEN"],
  ["a mail server without a sender", { SMTP_HOST: "smtp.clinic.example" }, "SMTP_FROM_EMAIL"],
  [
    "presses in Slack without posts to press under",
    { SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" },
    "SLACK_SIGNING_SECRET",
  ],
  ["a Slack bot without a channel", { SLACK_BOT_TOKEN: "xoxb-0001-kq7Rz0Yw3vN8" }, "SLACK_CHANNEL"],
  [
    "a Slack address of somebody else in production",
    { ...PRODUCTION, SLACK_WEBHOOK_URL: "https://evil.example/services/x1" },
    "SLACK_WEBHOOK_URL",
  ],
  ["a webhook's host with a scheme", { WEBHOOK_HOSTS: "https://lab.example" }, "WEBHOOK_HOSTS"],
  ["a webhook's secret without its webhook", { WEBHOOK_SECRETS: "whsec_a" }, "WEBHOOK_SECRETS"],
  [
    "a webhook's secret of one character",
    { WEBHOOK_SECRETS: `lab:whsec_${"A".repeat(32)}` },
    "WEBHOOK_SECRETS",
  ],
  [
    "webhooks to this machine in production",
    { ...PRODUCTION, WEBHOOK_PRIVATE_HOSTS: "lab.lan, 127.0.0.1" },
    "WEBHOOK_PRIVATE_HOSTS",
  ],
  [
    "a collector of traces without scheme",
    { OTEL_EXPORTER_OTLP_ENDPOINT: "traces:4318" },
    "OTEL_EXPORTER_OTLP_ENDPOINT",
  ],
  [
    "a collector's header without a value",
    { OTEL_EXPORTER_OTLP_HEADERS: "authorization" },
    "OTEL_EXPORTER_OTLP_HEADERS",
  ],
  [
    "a sampler that OpenTelemetry has elsewhere",
    { OTEL_TRACES_SAMPLER: "xray" },
    "OTEL_TRACES_SAMPLER",
  ],
  ["more traces than there are", { OTEL_TRACES_SAMPLER_ARG: "10" }, "OTEL_TRACES_SAMPLER_ARG"],
  ["a mail user without a password", { SMTP_USERNAME: "clinic" }, "SMTP_PASSWORD"],
  ["a mail port that is no number", { SMTP_PORT: "smtp" }, "SMTP_PORT"],
  [
    "a mail host with scheme",
    { SMTP_HOST: "smtp://mail.example", SMTP_FROM_EMAIL: "desk@clinic.example" },
    "SMTP_HOST",
  ],
  ["an emergency target of no minutes", { MEDICAL_EMERGENCY_SLA: "0" }, "MEDICAL_EMERGENCY_SLA"],
  ["an emergency target in words", { MEDICAL_EMERGENCY_SLA: "30min" }, "MEDICAL_EMERGENCY_SLA"],
  ["letters in a phone", { MEDICAL_ESCALATION_PHONE: "+1-800-MED" }, "MEDICAL_ESCALATION_PHONE"],
  ["more than all", { SLA_ALERT_THRESHOLD: "101" }, "SLA_ALERT_THRESHOLD"],
  ["production without signing key", { ...PRODUCTION, JWT_SECRET: "" }, "JWT_SECRET"],
  ["production without data key", { ...PRODUCTION, DATA_KEY: undefined }, "DATA_KEY"],
  ["production without address", { ...PRODUCTION, PUBLIC_URL: "" }, "PUBLIC_URL"],
  ["plain http", { ...PRODUCTION, PUBLIC_URL: "http://desk.clinic.example" }, "PUBLIC_URL"],
  [
    "a password that is easy to guess",
    { ...PRODUCTION, ADMIN_PASSWORD: "MyPassword2026" },
    "ADMIN_PASSWORD",
  ],
  [
    "the provider replaced in production",
    {
      ...PRODUCTION,
      AFRICASTALKING_USERNAME: "clinic",
      AFRICASTALKING_API_KEY: "atsk_7c1b0d9e",
      AFRICASTALKING_BASE_URL: "https://collector.example",
    },
    "AFRICASTALKING_BASE_URL",
  ],
  [
    "the mail provider replaced in production",
    {
      ...PRODUCTION,
      SENDGRID_API_KEY: "SG.7c1b0d9e",
      SENDGRID_FROM: "desk@clinic.example",
      SENDGRID_BASE_URL: "https://sendgrid.com.collector.example",
    },
    "SENDGRID_BASE_URL",
  ],
];

describe("a broken environment stops the start", () => {
  test.each(broken)("%s", (_what, env, variable) => {
    expect(findingsOf(env).map((finding) => finding.variable)).toEqual([variable]);
  });

  test("and every problem has its own line that names the variable and what would be right", () => {
    const env = { PORT: "x", LOG_LEVEL: "loud" };
    expect(() => loadConfig(env, root)).toThrow(
      'PORT is "x": expected a whole number from 1 to 65535\n' +
        'LOG_LEVEL is "loud": expected one of fatal, error, warn, info, debug, trace, silent',
    );
  });

  test("without showing a secret", () => {
    const env = { JWT_SECRET: "hush", ADMIN_PASSWORD: "shh", MONGODB_URI: "pg://me:pw@db" };
    const message = findingsOf(env).map((finding) => Object.values(finding).join(" "));
    expect(message).toHaveLength(3);
    expect(message.join("\n")).not.toMatch(/hush|shh|me:pw/);
  });

  test("and a misspelt name is answered with the nearest right one", () => {
    expect(findingsOf({ AFRICASTALKING_USER_NAME: "clinic" })).toEqual([
      {
        variable: "AFRICASTALKING_USER_NAME",
        problem: "is not a variable of Casewright",
        fix: "perhaps AFRICASTALKING_USERNAME is meant",
      },
    ]);
  });

  test("and so does a DATA_DIR that is a file", () => {
    writeFileSync(join(root, "taken"), "");
    expect(findingsOf({ DATA_DIR: "taken" }).map(({ variable }) => variable)).toEqual(["DATA_DIR"]);
  });

  test("and so does a DATA_DIR below a file", () => {
    writeFileSync(join(root, "taken"), "");
    const variables = findingsOf({ DATA_DIR: "taken/data" }).map(({ variable }) => variable);
    expect(variables).toEqual(["DATA_DIR"]);
  });
});

describe("without any variable", () => {
  test("an instance runs on port 8080 with its data in .data", () => {
    expect(loadConfig({}, root)).toMatchObject({
      mode: "development",
      port: 8080,
      dataDir: join(root, ".data"),
      publicUrl: "http://127.0.0.1:8080",
      sandbox: "on",
      mongodbUri: undefined,
      temporal: { address: undefined, namespace: "default" },
      admin: { email: "admin@clinic.example", password: undefined },
      accounts: {
        africastalking: undefined,
        twilio: undefined,
        sendgrid: undefined,
        smtp: undefined,
        slack: undefined,
      },
    });
  });

  test("keys are made once, differ, and only their owner can read them", () => {
    const first = loadConfig({}, root).keys;
    expect(first.jwtSecret).toHaveLength(43);
    expect(first.jwtSecret).not.toBe(first.dataKey);
    expect(loadConfig({}, root).keys).toEqual(first);
    for (const name of ["jwt-secret", "data-key"])
      expect(statSync(join(root, ".data/keys", name)).mode & 0o777).toBe(0o600);
  });

  test("a damaged key file stops the start instead of locking the data away", () => {
    loadConfig({}, root);
    writeFileSync(join(root, ".data/keys/data-key"), "");
    expect(findingsOf({})).toMatchObject([
      { variable: "DATA_KEY", problem: expect.stringContaining("damaged") as string },
    ]);
  });
});

describe("production", () => {
  test("starts with keys and an encrypted address, and the sandbox is off", () => {
    const config = loadConfig(PRODUCTION, root);
    expect(config).toMatchObject({ mode: "production", sandbox: "off" });
    expect(config.keys).toEqual({ jwtSecret: KEY_A, dataKey: KEY_B });
  });

  test("has the sandbox only when it is asked for", () => {
    expect(loadConfig({ ...PRODUCTION, SANDBOX: "on" }, root).sandbox).toBe("on");
  });
});

describe(".env in the project", () => {
  test("counts, and the environment wins over it", () => {
    writeFileSync(join(root, ".env"), 'PORT=9001\nADMIN_EMAIL="desk@clinic.example" # us\n');
    const config = loadConfig({ PORT: "9002" }, root);
    expect([config.port, config.admin.email]).toEqual([9002, "desk@clinic.example"]);
  });

  test("is ours alone, so that any unknown name in it is an error", () => {
    writeFileSync(join(root, ".env"), "DATABASE_HOST=db.example\n");
    expect(findingsOf({}).map(({ variable }) => variable)).toEqual(["DATABASE_HOST"]);
  });

  test("with a line that is no assignment is refused by its number", () => {
    writeFileSync(join(root, ".env"), "# desk\nPORT 9001\n");
    expect(findingsOf({}).map(({ variable }) => variable)).toEqual([".env line 2"]);
  });

  test.each([
    ["A=b", "b"],
    ["A = b c ", "b c"],
    ["export A=b", "b"],
    ['A="b # c"', "b # c"],
    ["A='b' # c", "b"],
    ["A=b#c", "b#c"],
    ["A= # c", ""],
    ['A="b\\n"', "b\\n"],
  ])("reads %s", (line, value) => {
    expect(parseDotenv(line)).toEqual({ values: { A: value }, findings: [] });
  });
});

test("traces go where OpenTelemetry's own variables say, and nowhere without them", () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = "http://traces:4318/";
  const tracesOf = (more: Environment) =>
    loadConfig({ OTEL_EXPORTER_OTLP_ENDPOINT, ...more }, root).traces;
  expect(tracesOf({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toBeUndefined();
  expect(tracesOf({})).toEqual({ endpoint: "http://traces:4318", headers: {}, share: 1 });
  expect(
    tracesOf({
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20a.b=, x-team=desk",
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.25",
    }),
  ).toMatchObject({ headers: { authorization: "Bearer a.b=", "x-team": "desk" }, share: 0.25 });
  expect(tracesOf({ OTEL_TRACES_SAMPLER: "always_off" })).toMatchObject({ share: 0 });
});

test(".env.example names exactly the variables that Casewright knows", () => {
  const example = readFileSync(join(findProjectRoot(), ".env.example"), "utf8");
  expect(Object.keys(parseDotenv(example).values)).toEqual([...variableNames]);
});

test(".env.example is itself a good configuration", () => {
  writeFileSync(join(root, ".env"), readFileSync(join(findProjectRoot(), ".env.example")));
  expect(loadConfig({}, root).port).toBe(8080);
});

test("names that the documents list and nothing reads yet are reported as waiting", () => {
  const config = loadConfig(
    { MEDICAL_EMERGENCY_SLA: "30", SMS_PROVIDER_API_KEY: "kq7Rz0Yw3vN8" },
    root,
  );
  expect(config.waiting).toEqual(["SMS_PROVIDER_API_KEY", "MEDICAL_EMERGENCY_SLA"]);
});

test("names of other programs are left alone", () => {
  expect(findingsOf({ SORT: "1", MONGO_TOOLS: "1", TEMPORAL_DEBUG: "1", HOME: "/home/a" })).toEqual(
    [],
  );
});
