'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { inUnits, UNITS } from './plan-values';

/** A period as a number and the unit that it is counted in, side by side. */
export function PeriodField({
  name,
  unitName,
  label,
  unitLabel,
  seconds,
}: {
  name: string;
  unitName: string;
  label: string;
  /** For assistive technology: the place says it to everybody else. */
  unitLabel: string;
  seconds: number | null;
}) {
  const { times, unit } = inUnits(seconds);
  return (
    <>
      <Field name={name} label={label} className="w-28">
        <Input type="number" inputMode="numeric" min={1} step={1} defaultValue={times ?? ''} />
      </Field>
      <Field name={unitName} label={unitLabel} labelHidden className="w-32 self-start sm:mt-[1.625rem]">
        <Select options={UNITS} defaultValue={unit} />
      </Field>
    </>
  );
}
