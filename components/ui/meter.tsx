import type { Ref } from 'react';

type MeterProps = {
  /** What is measured: "Ihr Mikrofon" */
  label: string;
  /** 0 to 1. For levels that change all the time, set `ref.current.value` and leave React out of it. */
  value: number;
  /** The same in words, for ears and for browsers that cannot draw it. */
  text: string;
  ref?: Ref<HTMLMeterElement>;
};

/** A level between nothing and full: microphone, connection. The browser's own element, so it is read as one. */
export function Meter({ label, value, text, ref }: MeterProps) {
  return (
    <label className="block max-w-form">
      <span className="block font-semibold">{label}</span>
      <meter ref={ref} min={0} max={1} value={value} className="meter mt-1.5 block h-4 w-full">
        {text}
      </meter>
    </label>
  );
}
