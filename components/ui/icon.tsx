import { classNames } from './class-names.ts';

/** Own set, drawn on a 24 px grid with a 1.75 px line. Two strings: lines, and dots that are filled. */
const shapes = {
  'arrow-left': ['M20 12H5M11 6l-6 6 6 6'],
  'arrow-right': ['M4 12h15M13 6l6 6-6 6'],
  calendar: ['M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 3.5v5M15.5 3.5v5', 'M8 14h2v2H8zM14 14h2v2h-2z'],
  camera: ['M3.5 7.5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1zM15.5 11l5-3v8l-5-3'],
  'camera-off': [
    'M8 6.5h6.5a1 1 0 0 1 1 1V14M15.5 11l5-3v8l-2.5-1.5M15.5 17.5h-11a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1M3.5 3.5l17 17',
  ],
  caution: ['M12 4 2.8 19.5h18.4zM12 10v4.5', 'M11 16.2h2v1.8h-2z'],
  chat: ['M4 5.5h16v11h-9l-4.5 3.5v-3.5H4zM8 9.5h8M8 12.7h5'],
  check: ['M5 12.5l4.5 4.5L19 7'],
  'chevron-down': ['M6 9.5l6 6 6-6'],
  'chevron-right': ['M9.5 6l6 6-6 6'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2'],
  close: ['M6 6l12 12M18 6 6 18'],
  danger: ['M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM12 7.5v5.5', 'M11 15h2v2h-2z'],
  document: ['M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6'],
  'hang-up': [
    'M3 14.5c0-1.5.8-2.7 2-3.4 4.3-2.5 9.7-2.5 14 0 1.2.7 2 1.9 2 3.4v1.2c0 .7-.6 1.2-1.3 1.1l-3-.5a1.2 1.2 0 0 1-1-1.2v-1.9a12 12 0 0 0-7.4 0v1.9c0 .6-.4 1.1-1 1.2l-3 .5A1.1 1.1 0 0 1 3 15.7z',
  ],
  help: [
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.5 9.8A2.5 2.5 0 1 1 13 12c-.7.4-1 .8-1 1.7',
    'M11 15.5h2v2h-2z',
  ],
  house: ['M4 11l8-6.5 8 6.5M6 9.7v9.8h12V9.7M10 19.5v-6h4v6'],
  info: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5', 'M11 7h2v2h-2z'],
  letter: ['M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7'],
  microphone: ['M12 3.5a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5'],
  'microphone-off': [
    'M9 9v2.5a3 3 0 0 0 4.8 2.4M15 11V6.5a3 3 0 0 0-5.8-1M5.5 11.5a6.5 6.5 0 0 0 10.4 5.2M18.5 11.5c0 .9-.2 1.8-.5 2.6M12 18v2.5M3.5 3.5l17 17',
  ],
  more: ['', 'M5 10.5h3v3H5zM10.5 10.5h3v3h-3zM16 10.5h3v3h-3z'],
  person: ['M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4zM4.5 20c.6-4 3.7-6 7.5-6s6.9 2 7.5 6'],
  phone: [
    'M5 4.5h3.5l1.7 4.3-2.2 1.5a11 11 0 0 0 5.7 5.7l1.5-2.2 4.3 1.7V19c0 .8-.7 1.5-1.5 1.5C10.5 20.5 3.5 13.5 3.5 6c0-.8.7-1.5 1.5-1.5z',
  ],
  place: [
    'M12 20.5s6.5-5.8 6.5-10.8a6.5 6.5 0 0 0-13 0C5.5 14.7 12 20.5 12 20.5zM12 7.3a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z',
  ],
  screen: ['M3.5 5h17v11.5h-17zM8.5 20h7M12 16.5V20M12 13.5V8.5M9.5 10.8 12 8.3l2.5 2.5'],
  shield: ['M12 3.5l7 2.5v5.5c0 4.5-3 7.7-7 9-4-1.3-7-4.5-7-9V6zM8.8 12l2.3 2.3 4.2-4.6'],
  signal: ['M4 10.5a11.5 11.5 0 0 1 16 0M7 13.7a7 7 0 0 1 10 0M10 16.8a2.8 2.8 0 0 1 4 0', 'M11.2 18.6h1.6v1.6h-1.6z'],
  speaker: ['M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11'],
  success: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.3l2.8 2.8L16 9.5'],
} satisfies Record<string, [string, string?]>;

export type IconName = keyof typeof shapes;
export const iconNames = Object.keys(shapes) as IconName[];

/** A picture beside a word: always decoration, never the only carrier of a meaning. Sized by the text around it. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  const [lines, dots]: [string, string?] = shapes[name];
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={classNames('inline-block size-[1.25em] shrink-0', className)}
    >
      {lines && <path d={lines} />}
      {dots && <path d={dots} fill="currentColor" stroke="none" />}
    </svg>
  );
}
