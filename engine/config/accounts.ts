import type { VariableValues } from "./variables.js";

/** The account at Africa's Talking that SMS go through. */
type AfricasTalkingAccount = {
  readonly username: string;
  readonly apiKey: string;
  readonly sender: string | undefined;
  /** Replaces the provider's address in tests that run against a local fake. */
  readonly baseUrl: string | undefined;
};

/** The account at Twilio that SMS go through. */
type TwilioAccount = {
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164; answers of patients go to it. */
  readonly from: string;
  /** Replaces the provider's address in tests that run against a local fake. */
  readonly baseUrl: string | undefined;
};

/** The account at SendGrid that e-mail goes through. */
type SendgridAccount = {
  readonly apiKey: string;
  /** Verified sender, with or without a name. */
  readonly from: string;
  readonly eventPublicKey: string | undefined;
  readonly inboundPublicKey: string | undefined;
  /** The provider's address for other regions, or a local fake in tests. */
  readonly baseUrl: string | undefined;
};

/** The mail server that takes our mail. */
type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** Sender, with or without a name. */
  readonly from: string;
};

/** Where posts for staff go: a bot with its channel, a webhook, or both. */
type SlackAccount = {
  readonly botToken?: string;
  readonly channel?: string;
  readonly webhookUrl?: string;
  /** Signs what is pressed there; without it posts have no button. */
  readonly signingSecret?: string;
  /** Replaces the provider's address in tests that run against a local fake. */
  readonly baseUrl?: string;
};

/** Accounts at providers; each `undefined` without credentials. */
export type Accounts = {
  readonly africastalking: AfricasTalkingAccount | undefined;
  readonly twilio: TwilioAccount | undefined;
  readonly sendgrid: SendgridAccount | undefined;
  readonly smtp: SmtpServer | undefined;
  readonly slack: SlackAccount | undefined;
};

/** The accounts that an environment names. */
export function accountsIn(values: VariableValues): Accounts {
  return {
    africastalking: africasTalkingAccount(values),
    twilio: twilioAccount(values),
    sendgrid: sendgridAccount(values),
    smtp: smtpServer(values),
    slack: slackAccount(values),
  };
}

function africasTalkingAccount(values: VariableValues): AfricasTalkingAccount | undefined {
  const { AFRICASTALKING_USERNAME: username, AFRICASTALKING_API_KEY: apiKey } = values;
  if (username === undefined || apiKey === undefined) return undefined;
  return {
    username,
    apiKey,
    sender: values.AFRICASTALKING_SENDER,
    baseUrl: values.AFRICASTALKING_BASE_URL,
  };
}

function twilioAccount(values: VariableValues): TwilioAccount | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = values;
  const { TWILIO_FROM_NUMBER: from, TWILIO_BASE_URL: baseUrl } = values;
  if (accountSid === undefined || authToken === undefined || from === undefined) return undefined;
  return { accountSid, authToken, from, baseUrl };
}

function sendgridAccount(values: VariableValues): SendgridAccount | undefined {
  const { SENDGRID_API_KEY: apiKey, SENDGRID_FROM: from } = values;
  if (apiKey === undefined || from === undefined) return undefined;
  return {
    apiKey,
    from,
    eventPublicKey: values.SENDGRID_EVENT_PUBLIC_KEY,
    inboundPublicKey: values.SENDGRID_INBOUND_PUBLIC_KEY,
    baseUrl: values.SENDGRID_BASE_URL,
  };
}

/** Port of a server that takes mail from programs: RFC 6409 3.1. */
const SUBMISSION_PORT = 587;

function smtpServer(values: VariableValues): SmtpServer | undefined {
  const { SMTP_HOST: host, SMTP_FROM_EMAIL: from, SMTP_PORT: port = SUBMISSION_PORT } = values;
  const { SMTP_USERNAME: username, SMTP_PASSWORD: password } = values;
  if (host === undefined || from === undefined) return undefined;
  const isKnown = username !== undefined && password !== undefined;
  return { host, port, from, ...(isKnown ? { username, password } : {}) };
}

function slackAccount(values: VariableValues): SlackAccount | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CHANNEL: channel } = values;
  const { SLACK_WEBHOOK_URL: webhookUrl, SLACK_BASE_URL: baseUrl } = values;
  const { SLACK_SIGNING_SECRET: signingSecret } = values;
  if (botToken === undefined && webhookUrl === undefined) return undefined;
  return {
    ...(botToken !== undefined && channel !== undefined ? { botToken, channel } : {}),
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}
