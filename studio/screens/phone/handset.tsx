import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SandboxAddress } from "../../../engine/protocol/sandbox-address.js";
import { keys } from "../../api/keys.js";
import { phoneQuery, writeSms, type PhoneMessage } from "../../api/sandbox.js";
import { Icon } from "../../ui/icons.js";
import { problemTitle } from "../../ui/notes.js";
import { clockTime, fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./handset.module.css";
import { HandsetFace, HandsetKeys, Sms } from "./handset-face.js";
import { WriteTo } from "./write-to.js";

/** One simulated phone: its SMS conversation with the clinic. */
export function Handset({
  number,
  addresses,
}: {
  readonly number: string;
  /** Numbers of the clinic. */
  readonly addresses: readonly SandboxAddress[];
}) {
  const messages = useQuery(phoneQuery(number)).data ?? [];
  return (
    <HandsetFace
      name={number}
      number={number}
      messages={messages.length}
      keyboard={<Keyboard number={number} addresses={addresses} />}
    >
      {messages.map((message) => {
        const mine = message.from === number;
        return (
          <Sms
            key={message.id}
            mine={mine}
            text={message.text}
            foot={<Foot message={message} mine={mine} usual={addresses[0]?.address} />}
          />
        );
      })}
    </HandsetFace>
  );
}

function Foot({
  message,
  mine,
  usual,
}: {
  readonly message: PhoneMessage;
  readonly mine: boolean;
  /** The number that is written to unless another one is chosen. */
  readonly usual: string | undefined;
}) {
  return (
    <>
      <time dateTime={message.at} title={fullTime(message.at)}>
        {clockTime(Date.parse(message.at))}
      </time>
      {mine ? (
        <>
          <Icon name="check" size={14} />
          {message.to === usual ? words.phone.sent : words.phone.sentTo(message.to)}
        </>
      ) : null}
    </>
  );
}

function Keyboard({ number, addresses }: Parameters<typeof Handset>[0]) {
  const client = useQueryClient();
  const [to, setTo] = useState<string>();
  const sending = useMutation({
    mutationFn: (text: string) => writeSms(number, to === undefined ? { text } : { to, text }),
  });
  return (
    <div>
      {addresses.length < 2 ? null : (
        <div className={classes.to}>
          <WriteTo addresses={addresses} to={to} onChange={setTo} />
        </div>
      )}
      <HandsetKeys
        busy={sending.isPending}
        error={sending.isError ? problemTitle(sending.error) : null}
        onSend={(text, sent) => {
          sending.mutate(text, {
            onSuccess: () => {
              sent();
              void client.invalidateQueries({ queryKey: keys.phones });
            },
          });
        }}
      />
    </div>
  );
}
