'use client';

import { createContext, useContext, useId } from 'react';
import type { FormState } from '@/core/form-state';

type FormContextValue = {
  formId: string;
  state: FormState;
};

type FieldContextValue = {
  id: string;
  name: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
};

const OUTSIDE: FormContextValue = { formId: '', state: { status: 'idle' } };

/** What a form’s last answer was, for its fields: `ActionForm` gives it. */
export const FormContext = createContext<FormContextValue>(OUTSIDE);
/** The field that a control stands in, for its label, hint and error: `Field` gives it. */
export const FieldContext = createContext<FieldContextValue | null>(null);

/** What the last answer says about one field: its error, and what had been typed. Outside a form: nothing. */
export function useFieldState(name: string): { error: string | undefined; defaultValue: string | undefined } {
  const { state } = useContext(FormContext);
  if (state.status !== 'error') return { error: undefined, defaultValue: undefined };
  return { error: state.fieldErrors[name]?.join(' '), defaultValue: state.values[name] };
}

/** The id of a field of this form: the same for the control, its label and the error summary. */
export function useFieldId(name: string): string {
  const { formId } = useContext(FormContext);
  const ownId = useId();
  return fieldId(formId || ownId, name);
}

/** Where a field of a form stands in the page. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** What a control takes over from the `Field` around it and from the last answer; own props win. */
export function useControl(own: { id?: string | undefined; name?: string | undefined }) {
  const field = useContext(FieldContext);
  const name = own.name ?? field?.name ?? '';
  const { defaultValue } = useFieldState(name);

  return {
    kept: defaultValue,
    attributes: {
      name: name || undefined,
      id: own.id ?? field?.id,
      required: field?.isRequired || undefined,
      'aria-describedby': field?.describedBy,
      'aria-invalid': field?.isInvalid || undefined,
      'data-invalid': field?.isInvalid || undefined,
    },
  };
}
