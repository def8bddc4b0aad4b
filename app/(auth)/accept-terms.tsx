import { Checkbox } from '@/components/ui/checkbox';

/** The terms stand on a page of their own, which opens beside the form: nothing that was typed is lost. */
export function AcceptTerms() {
  return (
    <Checkbox
      name="acceptsTerms"
      label="I accept the terms"
      hint={
        <a href="/terms" target="_blank" className="link" rel="noopener">
          Read the terms (opens in a new tab)
        </a>
      }
      required
    />
  );
}
