import { type SyntheticEvent, useRef, useState } from "react";
import type { NewWorkflow } from "../../draft/new-workflow.js";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";

type Named = Pick<NewWorkflow, "name" | "id" | "prefix">;

/**
 * The form in which a workflow gets its names: props for the form and for its three fields. What is wrong is told when it is
 * sent, and the first of it has the focus.
 */
export function useNaming({
  named,
  onType,
  check,
  onRight,
}: {
  readonly named: Named;
  readonly onType: (field: keyof Named, value: string) => void;
  /** What is wrong, by field. */
  readonly check: () => FieldErrors;
  /** Called when nothing is. */
  readonly onRight: () => void;
}) {
  const ref = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wrong = check();
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) focusFirstError(ref.current);
    else onRight();
  };
  return {
    errors,
    form: { ref, noValidate: true, onSubmit },
    field: (field: keyof Named) => ({
      value: named[field],
      error: errors[field],
      withAsterisk: true,
      "aria-required": true,
      autoComplete: "off",
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        onType(field, currentTarget.value),
    }),
  };
}
