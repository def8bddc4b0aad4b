'use client';

/** Selects one row for a bulk act: an ordinary checkbox that belongs to the form with the id `form`. */
export function RowCheck({
  name = 'ids',
  value,
  label,
  form,
}: {
  name?: string;
  value: string;
  label: string;
  form: string;
}) {
  return <input type="checkbox" name={name} value={value} form={form} aria-label={label} className="box row-check" />;
}

/**
 * Selects all rows of the page that belong to the same form. Works with JavaScript; the rows' own boxes work without.
 */
export function RowCheckAll({
  name = 'ids',
  label = 'Select all',
  form,
}: {
  name?: string;
  label?: string;
  form: string;
}) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="box"
      onChange={(event) => {
        const all = document.querySelectorAll<HTMLInputElement>(
          `input[type=checkbox][name="${CSS.escape(name)}"][form="${CSS.escape(form)}"]`,
        );
        for (const box of all) box.checked = event.target.checked;
      }}
    />
  );
}
