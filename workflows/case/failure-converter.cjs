// How errors become part of a history: message and stack go into a payload, which the codec seals, instead of standing
// in clear. Loaded by path, inside workflow code and outside, by code that cannot read TypeScript.
const { DefaultFailureConverter } = require("@temporalio/common");

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
