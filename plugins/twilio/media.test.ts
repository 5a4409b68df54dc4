import { afterAll, describe, expect, it } from "vitest";
import { startMediaHost } from "../../tests/support/twilio-fake/media.js";
import { fetchMedia, isKeeper } from "./media.js";

const twilio = await startMediaHost();
const keeper = await startMediaHost();
afterAll(async () => {
  await twilio.close();
  await keeper.close();
});

const settings = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "token-of-the-test",
  from: "+15005550006",
  endpointSecret: "address-secret-of-the-test-000000000",
  publicUrl: "https://desk.clinic.example",
  baseUrl: twilio.url,
};
const bytes = Buffer.from("a picture");
const IO = { timeoutMs: 10_000, maxBytes: 1_000_000 };

let files = 0;
/** The path of a file that nobody has asked for yet. */
function newFile(): string {
  files += 1;
  const id = String(files).padStart(32, "0");
  return `/2010-04-01/Accounts/${settings.accountSid}/Messages/MM${id}/Media/ME${id}`;
}

describe("a file of a message at Twilio", () => {
  it("is fetched with the account's credentials, which stay behind when Twilio sends us on", async () => {
    const path = newFile();
    twilio.serve(path, { status: 307, location: `${keeper.url}/signed?x=1` });
    keeper.serve("/signed?x=1", { bytes });
    const fetched = await fetchMedia(`${twilio.url}${path}`, settings, IO);
    expect(fetched).toEqual({ status: "fetched", bytes });
    expect(twilio.asked().at(-1)?.authorization).toMatch(/^Basic /);
    expect(keeper.asked()).toEqual([{ path: "/signed?x=1", authorization: undefined }]);
  });

  it("is not looked for where a message says, when that is not Twilio", async () => {
    const before = keeper.asked().length;
    const path = newFile();
    keeper.serve(path, { bytes });
    expect(await fetchMedia(`${keeper.url}${path}`, settings, IO)).toMatchObject({
      status: "refused",
    });
    expect(keeper.asked()).toHaveLength(before);
  });

  it.each([
    "https://mms.twiliocdn.com.evil.example/x",
    "https://eviltwilio.com/x",
    "http://mms.twiliocdn.com/x",
    "https://me@mms.twiliocdn.com/x",
    "https://mms.twiliocdn.com:8443/x",
    "https://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
  ])("is not followed to %s", async (location) => {
    const path = newFile();
    twilio.serve(path, { status: 302, location });
    const fetched = await fetchMedia(`${twilio.url}${path}`, settings, IO);
    expect(fetched).toEqual({ status: "refused", why: "its address is not Twilio's" });
    expect(isKeeper(new URL(location), new URL("https://api.twilio.com"))).toBe(false);
  });

  it.each(["https://mms.twiliocdn.com/x?y=1", "https://media.twilio.com/x"])(
    "is followed to %s",
    (location) => {
      expect(isKeeper(new URL(location), new URL("https://api.twilio.com"))).toBe(true);
    },
  );

  it("is given up for good when it is gone or too large, and for now when Twilio is slow, broken or goes round", async () => {
    const [gone, huge, slow, broken, round] = [1, 2, 3, 4, 5].map(newFile) as [
      string,
      string,
      string,
      string,
      string,
    ];
    twilio.serve(huge, "endless");
    twilio.serve(slow, "silent");
    twilio.serve(broken, { status: 500 });
    twilio.serve(round, { status: 302, location: round });
    const ask = (path: string, timeoutMs = 10_000) =>
      fetchMedia(`${twilio.url}${path}`, settings, { ...IO, timeoutMs });
    expect(await ask(gone)).toMatchObject({ status: "refused" });
    expect(await ask(huge)).toEqual({ status: "refused", why: "too large" });
    expect(await ask(slow, 300)).toEqual({ status: "later", why: "timeout" });
    expect(await ask(broken)).toEqual({ status: "later", why: "http_500" });
    expect(await ask(round)).toEqual({ status: "later", why: "too_many_redirects" });
  });
});
