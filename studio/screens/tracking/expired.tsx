import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import card from "../../ui/card.module.css";
import { ScreenHeading } from "../../ui/screen-heading.js";
import type { PatientWords } from "../../words/patient.js";
import { FreshLink } from "./fresh-link.js";
import classes from "./ticket.module.css";

/** Address of the form that every installation ships. */
const FORM = "/p/ticket";

/** A link that does not open anything any more, and the ways to reach the clinic all the same. */
export function Expired({ words }: { readonly words: PatientWords }) {
  return (
    <section className={card.card}>
      <ScreenHeading title={words.track.expiredTitle} className={classes.title} />
      <p>{words.track.expiredText}</p>
      <FreshLink words={words} />
      <p>{words.track.how}</p>
      <Anchor component={Link} to={FORM} underline="always" className={classes.again}>
        {words.track.write}
      </Anchor>
    </section>
  );
}
