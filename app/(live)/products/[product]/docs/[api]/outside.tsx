/** Somebody else's address, from somebody else's document. */
export function Outside({ href, children }: { href: string; children: string }) {
  if (href === '') return children;
  return (
    <a href={href} rel="noopener nofollow" className="link [overflow-wrap:anywhere]">
      {children}
    </a>
  );
}
