import { useMemo } from "react";
import {
  conversationIn,
  type Move,
  type Said,
  type Session,
  stateIn,
} from "../../../engine/simulate/index.js";
import { clockTime, fullTime } from "../../ui/time.js";
import { simulatorWords } from "../../words/simulator.js";
import { HandsetFace, HandsetKeys, Sms } from "../phone/handset-face.js";
import { nameOf, type Subject } from "../workflow/names.js";
import classes from "./simulator.module.css";

/** What the patient reads, as delivery would send it; once a case is open, the patient can write as well. */
export function PatientPhone({
  subject,
  session,
  onPlay,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onPlay: (move: Move) => void;
}) {
  const { said, unsaid } = useMemo(() => conversationIn(session), [session]);
  const say = simulatorWords.phone;
  const contact = stateIn(session)?.contact ?? null;
  const isMail = contact?.channel === "email";
  return (
    <div className={classes.phone}>
      <HandsetFace
        name={isMail ? say.mailbox : say.title}
        number={isMail ? "patient@example.org" : "+254 700 000 001"}
        messages={said.length}
        empty={say.empty}
        keyboard={
          contact === null ? (
            <span />
          ) : (
            <HandsetKeys
              label={say.write}
              onSend={(message, sent) => {
                onPlay({ message });
                sent();
              }}
            />
          )
        }
      >
        {said.map((one) => (
          <Sms
            key={one.id}
            mine={one.from === "patient"}
            subject={one.subject}
            text={one.text}
            foot={<Foot said={one} />}
          />
        ))}
      </HandsetFace>
      {unsaid.map(({ id, template }) => (
        <p key={id} className={classes.problem}>
          {say.problem(nameOf.template(subject, template))}
        </p>
      ))}
    </div>
  );
}

function Foot({ said: { at, segments } }: { readonly said: Said }) {
  const iso = new Date(at).toISOString();
  return (
    <>
      <time dateTime={iso} title={fullTime(iso)}>
        {clockTime(at)}
      </time>
      {segments === null ? null : <span>· {simulatorWords.phone.segments(segments)}</span>}
    </>
  );
}
