type PageContentsProps = { title: string; entries: readonly { id: string; label: string }[] };

/** What stands on a long page, beside it or above it; each line leads to its heading. */
export function PageContents({ title, entries }: PageContentsProps) {
  return (
    <nav
      aria-labelledby="auf-dieser-seite"
      className="border-line max-lg:rounded-lg max-lg:border max-lg:bg-surface max-lg:px-6 max-lg:py-4 lg:border-l lg:pl-8"
    >
      <p id="auf-dieser-seite" className="font-semibold">
        {title}
      </p>
      <ul className="mt-1">
        {entries.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="link inline-flex min-h-target items-center">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
