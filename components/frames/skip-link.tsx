/** The first stop of the keyboard on every page. Each frame has a `<main id="main">` that it leads to. */
export function SkipLink() {
  return (
    <a href="#main" className="skip-link">
      Skip to content
    </a>
  );
}
