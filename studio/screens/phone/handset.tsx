import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keys } from "../../api/keys.js";
import { phoneQuery, writeSms, type PhoneMessage } from "../../api/sandbox.js";
import { Icon } from "../../ui/icons.js";
import { problemTitle } from "../../ui/notes.js";
import { clockTime, fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { HandsetFace, HandsetKeys, Sms } from "./handset-face.js";

/** One simulated phone: its SMS conversation with the clinic. */
export function Handset({ number }: { readonly number: string }) {
  const messages = useQuery(phoneQuery(number)).data ?? [];
  return (
    <HandsetFace
      name={number}
      number={number}
      messages={messages.length}
      keyboard={<Keyboard number={number} />}
    >
      {messages.map((message) => {
        const mine = message.from === number;
        return (
          <Sms
            key={message.id}
            mine={mine}
            text={message.text}
            foot={<Foot message={message} mine={mine} />}
          />
        );
      })}
    </HandsetFace>
  );
}

function Foot({ message, mine }: { readonly message: PhoneMessage; readonly mine: boolean }) {
  return (
    <>
      <time dateTime={message.at} title={fullTime(message.at)}>
        {clockTime(Date.parse(message.at))}
      </time>
      {mine ? (
        <>
          <Icon name="check" size={14} />
          {words.phone.sent}
        </>
      ) : null}
    </>
  );
}

function Keyboard({ number }: { readonly number: string }) {
  const client = useQueryClient();
  const sending = useMutation({ mutationFn: (sms: string) => writeSms(number, sms) });
  return (
    <HandsetKeys
      busy={sending.isPending}
      error={sending.isError ? problemTitle(sending.error) : null}
      onSend={(sms, sent) => {
        sending.mutate(sms, {
          onSuccess: () => {
            sent();
            void client.invalidateQueries({ queryKey: keys.phones });
          },
        });
      }}
    />
  );
}
