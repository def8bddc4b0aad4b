'use client';

import { useRef } from 'react';
import { Field } from '../ui/field';
import { Menu, MenuButton } from '../ui/menu';
import { Textarea } from '../ui/textarea';

/** Words that admins keep for such a field. */
export type KeptReason = { id: string; title: string; body: string };

/**
 * Several lines that say why, or ask something, with the kept words one press away: they are put into the field, where
 * they can be changed before they are sent. Inside an `ActionForm`. Without JavaScript it is the field alone.
 */
export function ReasonField({
  name = 'reason',
  label = 'Reason',
  hint,
  reasons,
  kept = 'Kept words',
  rows = 3,
  maxLength = 1000,
}: {
  name?: string;
  label?: string;
  hint?: string;
  reasons: readonly KeptReason[];
  /** The words on the button that shows what is kept; not those of the label, so that each is found by its own. */
  kept?: string;
  rows?: number;
  maxLength?: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  const fill = (body: string) => {
    const field = place.current?.querySelector('textarea');
    if (!field) return;
    // As if it were typed: what was written before stays, and can be undone to.
    field.focus();
    field.setRangeText(body, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return (
    <div ref={place}>
      <Field
        name={name}
        label={label}
        {...(hint && { hint })}
        {...(reasons.length > 0 && { aside: <KeptReasons label={kept} reasons={reasons} onPick={fill} /> })}
      >
        <Textarea rows={rows} maxLength={maxLength} />
      </Field>
    </div>
  );
}

function KeptReasons({
  label,
  reasons,
  onPick,
}: {
  label: string;
  reasons: readonly KeptReason[];
  onPick: (body: string) => void;
}) {
  return (
    <Menu label={label} trigger={label} size="sm" className="noscript:hidden">
      {reasons.map(({ id, title, body }) => (
        <MenuButton
          key={id}
          title={body}
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
            onPick(body);
          }}
        >
          {title}
        </MenuButton>
      ))}
    </Menu>
  );
}
