/** What happens now, in the order in which it happens. */
export function NumberedSteps({ title, steps }: { title: string; steps: readonly string[] }) {
  return (
    <section aria-labelledby="so-geht-es-weiter" className="max-w-form">
      <h2 id="so-geht-es-weiter" className="text-xl">
        {title}
      </h2>
      <ol className="mt-4 grid gap-4">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-4">
            <span
              aria-hidden="true"
              className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent tabular-nums"
            >
              {index + 1}
            </span>
            <span className="pt-1">{step}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
