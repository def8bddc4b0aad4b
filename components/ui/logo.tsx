/** The provider's mark: their logo, or the portal's columns in their colour. Decoration: the name stands beside it. */
export function Logo({ logoUrl, size = 28 }: { logoUrl?: string | null; size?: number }) {
  if (logoUrl) {
    // biome-ignore lint/performance/noImgElement: the provider's file has no known size and is served by the portal itself
    return <img src={logoUrl} alt="" height={size} style={{ height: size, width: 'auto' }} />;
  }
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" fill="none">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M8 12.5 16 8l8 4.5M10.5 15.5v6M16 15.5v6M21.5 15.5v6M8 24.5h16"
        stroke="var(--accent-ink)"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
