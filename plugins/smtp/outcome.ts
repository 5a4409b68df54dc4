import type { SendOutcome } from "../../engine/channels/contract.js";
import type { Conversation } from "./conversation.js";

/**
 * Says how a send ended. A mail of which a byte has left and that was neither taken nor refused is `unknown`, because a mail
 * sent twice cannot be taken back. Replies from 400 to 499 refuse for now, those from 500 for good (RFC 5321 4.2.1).
 * @param reference what the mail's Message-ID is made of
 */
export function classify(conversation: Conversation, reference: string): SendOutcome {
  switch (conversation.kind) {
    case "taken":
      return { status: "accepted", providerId: reference };
    case "lost":
      return { status: "unknown", why: conversation.why, providerId: reference };
    case "refused":
      return refused(conversation.reply);
    case "before":
      return before(conversation);
  }
}

/** Nothing was handed over: only credentials, encryption and a clear refusal are worth no second try. */
function before({ step, reply, why }: Extract<Conversation, { kind: "before" }>): SendOutcome {
  if (reply !== undefined && reply < 500) return { status: "unreachable", why: codeOf(reply) };
  if (step === "credentials" && reply !== undefined) return misconfigured("credentials");
  if (why === "ETLS") return misconfigured("tls_failed");
  // The server wants credentials and has none of ours: RFC 4954 section 6.
  if (reply === 530) return misconfigured("credentials");
  if (reply === undefined) return { status: "unreachable", why };
  return step === "receiver" ? refused(reply) : misconfigured(codeOf(reply));
}

function refused(reply: number): SendOutcome {
  const code = codeOf(reply);
  if (reply < 500) return { status: "unreachable", why: code };
  return { status: "rejected", code, why: code };
}

function misconfigured(why: string): SendOutcome {
  return { status: "misconfigured", why };
}

function codeOf(reply: number): string {
  return `smtp_${String(reply)}`;
}
