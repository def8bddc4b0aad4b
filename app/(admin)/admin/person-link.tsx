import Link from 'next/link';

type Person = { id: string; name: string; email: string };

/** Who it is, with the way to their page; `gone` stands for somebody whose account is no more. */
export function PersonLink({ person, gone }: { person: Person | null; gone: string }) {
  if (!person) return gone;
  return (
    <>
      <Link href={`/admin/users/${person.id}`} className="link">
        {person.name}
      </Link>
      <span className="block break-all text-ink-muted">{person.email}</span>
    </>
  );
}
