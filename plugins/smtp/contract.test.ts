import { afterAll } from "vitest";
import {
  channelContract,
  type ContractProvider,
  type ProviderBehaviour,
} from "../../engine/channels/kit.js";
import { runContract } from "../../tests/support/provider-fake/run-contract.js";
import { type SmtpFault, startSmtpFake } from "../../tests/support/smtp-fake/server.js";
import { smtpChannel } from "./index.js";

const PASSWORD = "password-of-the-contract-test";

const fake = await startSmtpFake({ username: "clinic", password: PASSWORD });
const dead = await startSmtpFake({ username: "clinic", password: PASSWORD });
await dead.close();

afterAll(() => fake.close());

runContract(
  "smtp",
  channelContract(smtpChannel, {
    settings: (url) => ({
      host: new URL(url).hostname,
      port: Number(new URL(url).port || "587"),
      username: "clinic",
      password: PASSWORD,
      from: "Lakeside Clinic <desk@clinic.example>",
    }),
    outbound: { to: "amina@example.org", provider: provider() },
  }),
);

function provider(): ContractProvider {
  let before = 0;
  return {
    url: `smtp://127.0.0.1:${String(fake.port)}`,
    deadUrl: `smtp://127.0.0.1:${String(dead.port)}`,
    // A refusal for now names no time to wait; there is no HTTP, and STOP is not known to mail servers.
    lacks: [
      "throttles",
      "says_opted_out",
      "fails_before_accept",
      "fails_after_accept",
      "redirects",
      "compresses",
    ],
    behave: (behaviour) => {
      before = fake.accepted().length;
      fake.fault(FAULTS[behaviour]);
      return Promise.resolve();
    },
    accepted: () => {
      const taken = fake.accepted().slice(before);
      return Promise.resolve(taken.map(({ to, text }) => ({ to, text })));
    },
  };
}

const FAULTS: Readonly<Partial<Record<ProviderBehaviour, SmtpFault>>> = {
  rejects: { kind: "reply", at: "receiver", code: 550 },
  refuses_credentials: { kind: "reply", at: "credentials", code: 535 },
  hangs_before_accept: { kind: "hang", at: "before" },
  hangs_after_accept: { kind: "hang", at: "after" },
  resets_before_accept: { kind: "reset", at: "before" },
  resets_after_accept: { kind: "reset", at: "after" },
  garbles: { kind: "garble" },
};
