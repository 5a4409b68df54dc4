import { Value } from "@sinclair/typebox/value";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { markSchema } from "../../../../engine/definition/clock.js";
import { effectSpecSchema } from "../../../../engine/definition/effect-spec.js";
import { own } from "../../../../engine/definition/lint/names.js";
import { noticeReadersSchema } from "../../../../engine/definition/notice.js";
import { triggerSchema } from "../../../../engine/definition/trigger.js";
import { fieldsWords } from "../../../words/fields.js";
import type { Subject } from "../names.js";
import { durationParts, isoDuration } from "./duration-parts.js";
import { kindsOf, type Kind } from "./kinds.js";
import { membersOf, variantOf, withMember } from "./members.js";
import { movedTo, placeAfterMove } from "./moved.js";
import { namesFor } from "./naming.js";
import type { Schema } from "./shape.js";
import { startMembers } from "./start-value.js";
import { durationArbitrary, membersArbitrary } from "./testing/arbitrary.js";
import { subjectNamed } from "./testing/subject.js";

const effects = kindsOf(effectSpecSchema, "do");
const triggers = kindsOf(triggerSchema, "event");
const kinds: readonly (readonly [name: string, kind: Kind])[] = [...effects, ...triggers].map(
  (kind) => [kind.id, kind],
);

describe("a kind of effect or trigger, read from its schema", () => {
  it.each(kinds)("%s has a field for every member, each with words of its own", (id, kind) => {
    const by = effects.includes(kind) ? "do" : "event";
    const members = membersOf(kind.schema).filter(({ key }) => key !== by);
    expect(members.filter(({ shape }) => shape.is === "unknown")).toEqual([]);
    const words = fieldsWords.members;
    expect(members.filter(({ key }) => !own(words, `${id}.${key}`) && !own(words, key))).toEqual(
      [],
    );
  });

  it("is told in the list from which it is added", () => {
    const told = ({ id }: Kind, all: object) => Object.hasOwn(all, id);
    expect(effects.filter((kind) => !told(kind, fieldsWords.effectKinds))).toEqual([]);
    expect(triggers.filter((kind) => !told(kind, fieldsWords.triggerKinds))).toEqual([]);
  });
});

describe("one change of a value", () => {
  it("touches its member alone, also beside members that nobody here knows", () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...kinds.map(([, { schema }]) => schema))
          .chain((schema) =>
            fc.tuple(
              membersArbitrary(schema),
              fc.constantFrom(...Object.keys(schema.properties ?? {})),
            ),
          ),
        fc.string(),
        ([known, key], next) => {
          const value = { ...known, "x-later": [1] };
          const changed = withMember(value, key, next);
          expect(changed).toEqual({ ...value, [key]: next });
          expect(withMember(changed, key, known[key])).toEqual(value);
          const kept = Object.keys(value).filter((one) => one !== key);
          expect(Object.keys(changed).filter((one) => one !== key)).toEqual(kept);
        },
      ),
    );
  });

  const unions: readonly (readonly [string, Schema])[] = [
    ["effects", effectSpecSchema],
    ["triggers", triggerSchema],
    ["marks", markSchema],
    ["readers", noticeReadersSchema],
  ];
  it.each(unions)(
    "finds the members that one of the %s has, whatever else is in it",
    (_, union) => {
      const variants = union.anyOf ?? [];
      fc.assert(
        fc.property(
          fc
            .constantFrom(...variants)
            .chain((one) => fc.tuple(fc.constant(one), membersArbitrary(one))),
          ([schema, value]) => {
            expect(variantOf(variants, { ...value, "x-later": true })).toBe(schema);
          },
        ),
      );
    },
  );

  it("keeps every duration to the letter", () => {
    fc.assert(
      fc.property(durationArbitrary, (duration) => {
        expect(isoDuration(durationParts(duration))).toBe(duration);
      }),
    );
  });

  it("moves an entry of a list, and what was open stays open", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 2 }), fc.nat(), fc.nat(), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        const moved = movedTo(list, from, to);
        expect(moved.toSorted()).toEqual(list.toSorted());
        for (const [place, one] of list.entries())
          expect(moved[placeAfterMove(place, from, to)]).toBe(one);
      }),
    );
  });
});

describe("what is added", () => {
  let subjects: readonly Subject[];
  beforeAll(async () => {
    subjects = await Promise.all(
      ["ticket", "lost-property", "sample", "check-up"].map(subjectNamed),
    );
  });

  // A text has to be written and a word agreed; everything else is there to be chosen.
  const begun = kinds.filter(([id]) => !["notify", "signal", "signalled", "webhook"].includes(id));
  it.each(begun)("%s can be published as it begins, where there is such a thing", (id, kind) => {
    const by = effects.includes(kind) ? "do" : "event";
    const schema = by === "do" ? effectSpecSchema : triggerSchema;
    const made = subjects.map((subject) => ({
      ...startMembers(kind.schema, (key, owner) => namesFor(subject, key, owner)),
      [by]: id,
    }));
    expect(made.filter((value) => Value.Check(schema, value))).not.toEqual([]);
  });
});
