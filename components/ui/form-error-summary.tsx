'use client';

import { CircleAlert } from 'lucide-react';
import { useContext } from 'react';
import { FormContext, fieldId } from './form-context';

/**
 * What was wrong with the form, with a link to each field. `ActionForm` shows one by itself; put your own only where
 * the top of the form is not the right place (and give the form `summary={false}`).
 */
export function FormErrorSummary() {
  const { formId, state } = useContext(FormContext);
  if (state.status !== 'error') return null;
  const wrong = Object.entries(state.fieldErrors).flatMap(([name, errors]) => errors.map((error) => ({ name, error })));

  return (
    <div role="alert" tabIndex={-1} data-summary="" className="alert tone-danger">
      <CircleAlert aria-hidden="true" />
      <div className="grid gap-1">
        <p className="font-medium">{state.message}</p>
        {wrong.length > 1 && (
          <ul className="grid gap-0.5">
            {wrong.map(({ name, error }) => (
              <li key={`${name} ${error}`}>
                <a href={`#${fieldId(formId, name)}`} className="link text-danger">
                  {error}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
