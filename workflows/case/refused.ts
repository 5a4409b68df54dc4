/** Failure types an Update may end with; the gateway turns them into error codes. */
export const REFUSED = {
  notAllowed: "NotAllowed",
  changed: "Changed",
  closed: "Closed",
  parked: "Parked",
  behind: "Behind",
  tooLarge: "TooLarge",
  unstorable: "Unstorable",
  underWay: "UnderWay",
  interpreter: "InterpreterError",
} as const;
