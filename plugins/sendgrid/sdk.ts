import { Client } from "@sendgrid/client";
import { type MailDataRequired, MailService } from "@sendgrid/mail";
import { type Exchange, postOnce } from "../post-once.js";

/** One mail for the provider's SDK, and where and how it may travel. */
export type Submission = {
  readonly apiKey: string;
  /** Address of the API, without a slash at the end. */
  readonly url: string;
  readonly mail: MailDataRequired;
  readonly timeoutMs: number;
};

type ClientRequest = Parameters<Client["request"]>[0];
type ClientAnswer = Awaited<ReturnType<Client["request"]>>;

/**
 * Sends through the official SDK, with a service and a client of its own for each mail, so that nothing is shared. The SDK
 * has one time-out for everything, follows redirects, decompresses, and cannot say whether a connection stood; so its
 * client hands the request to our transport.
 * @returns undefined when the SDK refused the mail before anything was sent
 */
export async function submit(submission: Submission): Promise<Exchange | undefined> {
  const client = new OnceClient(submission);
  const service = new MailService();
  service.setClient(client);
  try {
    await service.send(submission.mail);
  } catch {
    // Its errors carry the request with the API key; how it ended stands in the client.
  }
  return client.exchange;
}

/** The SDK's client with another way out. */
class OnceClient extends Client {
  exchange: Exchange | undefined;
  readonly #submission: Submission;

  constructor(submission: Submission) {
    super();
    this.#submission = submission;
    this.setDefaultHeader("Authorization", `Bearer ${submission.apiKey}`);
  }

  override async request({ url, body }: ClientRequest): Promise<ClientAnswer> {
    const { url: base, timeoutMs } = this.#submission;
    this.exchange = await postOnce({
      url: new URL(`${base}${url}`),
      // Without those it was called with: the SDK also sets the headers of the mail on the request.
      headers: this.createHeaders({}),
      body: JSON.stringify(body),
      timeoutMs,
    });
    throw new Error(this.exchange.kind);
  }
}
