import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import Link from 'next/link';
import type { MouseEvent, ReactNode } from 'react';
import { Badge } from '../ui/badge';
import { IconButton } from '../ui/button';

/** Something that can be picked: *Payments*, with why people may not see it. */
export type Pickable = { id: string; name: string; note: string | null; href?: string };

type Props = {
  one: Pickable;
  isFirst: boolean;
  isLast: boolean;
  onPress: (event: MouseEvent<HTMLButtonElement>, id: string) => void;
  onDrag: (id: string) => void;
  onDrop: (onto: string) => void;
};

/** One of the picked, in its place: to be dragged, moved by a button, or taken out. */
export function PickedLine({ one, isFirst, isLast, onPress, onDrag, onDrop }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => onPress(event, one.id);
  return (
    <li
      draggable
      onDragStart={() => onDrag(one.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop(one.id);
      }}
      className="flex items-center gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-2"
    >
      <GripVertical aria-hidden="true" className="size-4 flex-none cursor-grab text-ink-faint" />
      <PickedName one={one} />
      <Press
        label={`Move ${one.name} up`}
        value={`up:${one.id}`}
        icon={<ArrowUp aria-hidden="true" />}
        isOff={isFirst}
        onPress={press}
      />
      <Press
        label={`Move ${one.name} down`}
        value={`down:${one.id}`}
        icon={<ArrowDown aria-hidden="true" />}
        isOff={isLast}
        onPress={press}
      />
      <Press
        label={`Take ${one.name} out`}
        value={`remove:${one.id}`}
        icon={<X aria-hidden="true" />}
        onPress={press}
      />
    </li>
  );
}

function PickedName({ one }: { one: Pickable }) {
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
      {one.href ? (
        <Link href={one.href} className="link" draggable={false}>
          {one.name}
        </Link>
      ) : (
        one.name
      )}
      {one.note && <Badge>{one.note}</Badge>}
    </span>
  );
}

function Press({
  label,
  value,
  icon,
  isOff = false,
  onPress,
}: {
  label: string;
  value: string;
  icon: ReactNode;
  isOff?: boolean;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
}) {
  return (
    <IconButton
      type="submit"
      name="press"
      value={value}
      label={label}
      icon={icon}
      size="sm"
      // Not `disabled`: that would throw the keyboard's focus away when a line reaches the end.
      aria-disabled={isOff || undefined}
      onClick={onPress}
    />
  );
}
