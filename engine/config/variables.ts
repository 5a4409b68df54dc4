import { type SchemaOptions, type Static, Type } from "@sinclair/typebox";

/** What we add to a variable's schema: what a right value looks like, and whether the value may be shown. */
export type VariableOptions = {
  /** Completes the sentence "expected …" in a finding. */
  readonly expect: string;
  /** `true` keeps the value out of every message: a password, a key, an address that may hold one. */
  readonly secret?: true;
  /** `true` for names that the reference documents list and nothing reads yet. */
  readonly waiting?: true;
};

const text = (pattern: RegExp, options: VariableOptions) =>
  Type.Optional(Type.String({ pattern: pattern.source, ...options }));

const whole = (minimum: number, maximum: number, options: VariableOptions & SchemaOptions) =>
  Type.Optional(Type.Integer({ minimum, maximum, ...options }));

const oneOf = <const T extends string>(values: readonly T[], options?: Partial<VariableOptions>) =>
  Type.Optional(
    Type.Unsafe<T>({
      type: "string",
      enum: [...values],
      expect: `one of ${values.join(", ")}`,
      ...options,
    }),
  );

const port = (options?: Partial<VariableOptions>) =>
  whole(1, 65_535, { expect: "a whole number from 1 to 65535", ...options });

const PHONE = { expect: "an international phone number such as +254700000001" };
const EMAIL = { expect: "an e-mail address such as admin@clinic.example" };
const SENDER = {
  expect: "an e-mail address, alone or as Lakeside Clinic <desk@clinic.example>",
};
const KEY = { expect: "the key as the provider shows it, without blanks", secret: true } as const;
const PUBLIC_KEY = { expect: "the public key in base64, as SendGrid shows it" };
const ADDRESS = { expect: "an http or https address" };
const WAITING = { waiting: true } as const;

const phonePattern = /^\+[0-9]{8,15}$/;
const emailPattern = /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/;
const senderPattern =
  /^([^\s@<>",;:()]{1,64}@[A-Za-z0-9.-]{1,190}|[^<>"@,;:\r\n]{1,60} <[^\s@<>",;:()]{1,64}@[A-Za-z0-9.-]{1,190}>)$/;
const publicKeyPattern = /^[A-Za-z0-9+/]{100,200}={0,2}$/;
const keyPattern = /^\S{8,}$/;
const originPattern = /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?\/?$/;
const addressPattern = /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[^\s?#]*)?$/;
const hostPattern = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const hostsPattern = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\s*,\s*[a-z0-9]([a-z0-9.-]*[a-z0-9])?)*$/;
const HOSTS = { expect: "host names separated by commas, such as lab.example.org" };
/** Of the values only what may stand in a header, the rest of it as `%20`. */
const traceHeadersPattern =
  /^\s*[A-Za-z0-9-]+=([!-$&-+\--~]|%[2-7][0-9A-Fa-f])+(\s*,\s*[A-Za-z0-9-]+=([!-$&-+\--~]|%[2-7][0-9A-Fa-f])+)*\s*$/;
const pacesPattern =
  /^[a-z][a-z0-9-]*\s*=\s*[0-9]{1,3}(\.[0-9]{1,2})?(\s*,\s*[a-z][a-z0-9-]*\s*=\s*[0-9]{1,3}(\.[0-9]{1,2})?)*$/;
const secretPattern = /^\S{32,}$/;

/** OpenTelemetry's names. Every trace begins with us, so that those of a parent mean the same as those without. */
const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/**
 * Every environment variable that Casewright reads: the one list behind the start check and `.env.example`.
 * Values arrive as text; whole numbers are converted before the schema is applied.
 */
export const Variables = Type.Object({
  NODE_ENV: oneOf(["development", "production", "test"]),
  PORT: port(),
  DATA_DIR: text(/^[^\0]+$/, { expect: "a folder that can be written" }),
  LOG_HEADS_DIR: text(/^[^\0]+$/, { expect: "a folder that can be written" }),
  PUBLIC_URL: text(originPattern, {
    expect: "an address without a path, such as https://desk.clinic.example",
  }),
  ALLOWED_ORIGINS: text(
    /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\s*,\s*https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?)*$/,
    { expect: "origins separated by commas, such as https://desk.clinic.example" },
  ),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
  SANDBOX: oneOf(["on", "off"]),
  FAILOVER: oneOf(["on", "off"]),
  MESSAGES_PER_SECOND: text(pacesPattern, {
    expect: "channels with numbers from 0.01 to 500, such as sms=10, email=2.5",
  }),
  CHANNEL_PLUGINS: text(/^[^\s,]+(\s*,\s*[^\s,]+){0,19}$/, {
    expect: "names of packages or folders, separated by commas",
  }),
  RULE_PLUGINS: text(/^[^\s,]+(\s*,\s*[^\s,]+){0,19}$/, {
    expect: "names of packages or folders, separated by commas",
  }),

  MONGODB_URI: text(/^mongodb(\+srv)?:\/\/[^\s/]+(\/.*)?$/, {
    expect: "an address such as mongodb://127.0.0.1:27017/casewright?replicaSet=rs0",
    secret: true,
  }),
  TEMPORAL_ADDRESS: text(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[0-9]{1,5}$/, {
    expect: "host and port such as 127.0.0.1:7233, without http://",
  }),
  TEMPORAL_NAMESPACE: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
    expect: "a name of letters, digits, dots and dashes",
  }),
  TEMPORAL_UI_PORT: port(),

  ADMIN_EMAIL: text(emailPattern, EMAIL),
  ADMIN_PASSWORD: text(/^.{8,}$/, { expect: "at least 8 characters", secret: true }),
  JWT_SECRET: text(secretPattern, {
    expect: "at least 32 characters without blanks",
    secret: true,
  }),
  DATA_KEY: text(secretPattern, { expect: "at least 32 characters without blanks", secret: true }),
  DATA_KEY_PREVIOUS: text(secretPattern, {
    expect: "the DATA_KEY before this one, unchanged",
    secret: true,
  }),

  AFRICASTALKING_USERNAME: text(/^[A-Za-z0-9._-]{2,60}$/, {
    expect: "the user name of your Africa’s Talking app, or sandbox",
  }),
  AFRICASTALKING_API_KEY: text(keyPattern, KEY),
  AFRICASTALKING_SENDER: text(/^([A-Za-z0-9 ]{3,11}|[0-9]{3,8}|\+[0-9]{8,15})$/, {
    expect: "a short code, a phone number or a name of at most 11 letters and digits",
  }),
  AFRICASTALKING_BASE_URL: text(addressPattern, ADDRESS),

  TWILIO_ACCOUNT_SID: text(/^AC[0-9a-fA-F]{32}$/, { expect: "AC and 32 hexadecimal digits" }),
  TWILIO_AUTH_TOKEN: text(keyPattern, KEY),
  TWILIO_FROM_NUMBER: text(phonePattern, PHONE),
  TWILIO_BASE_URL: text(addressPattern, ADDRESS),

  SENDGRID_API_KEY: text(keyPattern, KEY),
  SENDGRID_FROM: text(senderPattern, SENDER),
  SENDGRID_EVENT_PUBLIC_KEY: text(publicKeyPattern, PUBLIC_KEY),
  SENDGRID_INBOUND_PUBLIC_KEY: text(publicKeyPattern, PUBLIC_KEY),
  SENDGRID_BASE_URL: text(addressPattern, ADDRESS),

  SMTP_HOST: text(hostPattern, { expect: "a host name such as smtp.clinic.example" }),
  SMTP_PORT: port(),
  SMTP_USERNAME: text(/^\S+$/, { expect: "a user name without blanks" }),
  SMTP_PASSWORD: text(/^.+$/, { expect: "a password", secret: true }),
  SMTP_FROM_EMAIL: text(senderPattern, SENDER),

  SLACK_BOT_TOKEN: text(/^xox[a-z]-[A-Za-z0-9-]{10,300}$/, {
    expect: "a bot token, which begins with xoxb-",
    secret: true,
  }),
  SLACK_CHANNEL: text(/^([CG][A-Z0-9]{8,20}|#[a-z0-9_-]{1,80})$/, {
    expect: "a channel such as #alerts, or its id",
  }),
  SLACK_WEBHOOK_URL: text(/^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?\/\S{8,300}$/, {
    expect: "the https address that Slack gave you",
    secret: true,
  }),
  SLACK_SIGNING_SECRET: text(/^[0-9a-f]{32,64}$/, {
    expect: "the app's signing secret, 32 hexadecimal digits",
    secret: true,
  }),
  SLACK_BASE_URL: text(originPattern, { expect: "an http or https address without a path" }),

  CLAMD_ADDRESS: text(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[0-9]{1,5}$/, {
    expect: "host and port of clamd, such as 127.0.0.1:3310",
  }),

  HEALTH_CHECK_INTERVAL: whole(5, 86_400, { expect: "seconds, from 5 to 86400" }),
  HEALTH_CHECK_TIMEOUT: whole(100, 60_000, { expect: "milliseconds, from 100 to 60000" }),
  WEBHOOK_HOSTS: text(hostsPattern, HOSTS),
  WEBHOOK_PRIVATE_HOSTS: text(hostsPattern, HOSTS),
  WEBHOOK_SECRETS: text(
    /^[a-z][a-z0-9_-]{0,63}:whsec_[A-Za-z0-9+/]{32,90}={0,2}(\s*,\s*[a-z][a-z0-9_-]{0,63}:whsec_[A-Za-z0-9+/]{32,90}={0,2})*$/,
    {
      expect: "webhooks with their secrets, such as lab:whsec_ and at least 24 bytes in base64",
      secret: true,
    },
  ),

  OTEL_EXPORTER_OTLP_ENDPOINT: text(addressPattern, ADDRESS),
  OTEL_EXPORTER_OTLP_HEADERS: text(traceHeadersPattern, {
    expect: "headers as name=value separated by commas, with %20 for a blank",
    secret: true,
  }),
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS),
  OTEL_TRACES_SAMPLER_ARG: text(/^(0(\.[0-9]{1,9})?|1(\.0+)?)$/, { expect: "a share from 0 to 1" }),

  EMAIL_SERVICE_API_KEY: text(keyPattern, { ...KEY, ...WAITING }),
  SMS_PROVIDER_API_KEY: text(keyPattern, { ...KEY, ...WAITING }),
  MEDICAL_EMERGENCY_SLA: whole(1, 1_440, { expect: "minutes, from 1 to 1440", ...WAITING }),
  MEDICAL_ESCALATION_EMAIL: text(emailPattern, { ...EMAIL, ...WAITING }),
  MEDICAL_ESCALATION_PHONE: text(phonePattern, { ...PHONE, ...WAITING }),
  SLA_ALERT_THRESHOLD: whole(1, 100, { expect: "a percentage from 1 to 100", ...WAITING }),
  ENABLE_EMAIL_NOTIFICATIONS: oneOf(["true", "false"], WAITING),
  ENABLE_SLACK_NOTIFICATIONS: oneOf(["true", "false"], WAITING),
  ENABLE_SMS_NOTIFICATIONS: oneOf(["true", "false"], WAITING),
});

/** The environment after conversion: only known names, each of its right type, absent when unset or empty. */
export type VariableValues = Static<typeof Variables>;

/** The name of a variable that Casewright knows. */
export type VariableName = keyof VariableValues;

/** All names, in the order in which `.env.example` explains them. */
export const variableNames = Object.keys(Variables.properties) as readonly VariableName[];

/**
 * What is known about one variable: the text for findings, whether it is secret, whether it waits for its feature,
 * and whether it is a whole number.
 */
export function variableOptions(name: VariableName): VariableOptions & { readonly type: string } {
  return Variables.properties[name] as unknown as VariableOptions & { readonly type: string };
}
