/**
 * Why a message did not go out or did not arrive, in the words of people who are not technicians. Keys are our own codes
 * and those of providers; whatever is not here is shown as it came.
 */
const REASONS: Readonly<Record<string, string>> = {
  throttled: "the provider asks us to wait",
  opted_out: "the patient does not want messages",
  too_old: "it waited too long to be of use",
  moved_on: "the case was somewhere else by then",
  gave_up: "it was tried for a day",
  no_answer_recorded: "nobody saw whether it was sent",
  not_found_at_provider: "the provider does not know it",
  looping: "two machines seem to answer each other",
  misconfigured: "the channel is not set up right",
  credentials: "the provider does not accept our password",
  InsufficientBalance: "there is no credit left with the provider",
  InsufficientCredit: "there is no credit left with the provider",
  InvalidSenderId: "the provider does not know our sender name",
  InvalidPhoneNumber: "the phone number is wrong",
  UnsupportedNumberType: "the number cannot get SMS",
  CouldNotRoute: "the network cannot be reached",
  NotNetworkSubscriber: "the number is not in use",
  UserDoesNotExist: "the number is not in use",
  UserIsInactive: "the phone has been off for long",
  UserAccountSuspended: "the number is suspended",
  UserInBlacklist: "the patient has blocked messages",
  DoNotDisturbRejection: "the patient has blocked messages",
  DeliveryFailure: "the phone could not be reached",
  AbsentSubscriber: "the phone is off or out of reach",
  Expired: "the phone could not be reached in time",
  RejectedByGateway: "the network refused it",
  Rejected: "the network refused it",
  RiskHold: "the provider is looking into it",
  bad_address: "the e-mail address is wrong",
  "http_400_personalizations.0.to.0.email": "the e-mail address is wrong",
  bounce: "the mailbox did not take it",
  dropped: "the provider does not write to this address any more",
  sender_not_verified: "the provider does not know our sender address",
};

/** A reason in plain words; its last known code is the most exact one. */
export function deliveryReason(reason: string): string {
  const known = reason.split(/[\s:,]+/).findLast((code) => Object.hasOwn(REASONS, code));
  return (known === undefined ? undefined : REASONS[known]) ?? reason;
}
