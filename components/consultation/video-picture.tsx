'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';

interface VideoPictureProps {
  /** null: the children stand in its place */
  track: { attach: (element: HTMLMediaElement) => unknown; detach: (element: HTMLMediaElement) => unknown } | null;
  label: string;
  mirrored?: boolean;
  /** Nothing may be cut off: a shared screen */
  whole?: boolean;
  testId: string;
  children?: ReactNode;
}

/** One moving picture. Whoever gives a track here has checked that it is encrypted. */
export function VideoPicture({ track, label, mirrored, whole, testId, children }: VideoPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (track === null || element === null) return undefined;
    track.attach(element);
    return () => {
      track.detach(element);
    };
  }, [track]);
  if (track === null) {
    return (
      <div className="absolute inset-0 grid place-content-center justify-items-center gap-4 p-6 text-center text-ink-soft">
        {children}
      </div>
    );
  }
  return (
    <video
      ref={video}
      aria-label={label}
      data-testid={testId}
      autoPlay
      muted
      playsInline
      className={classNames('size-full', whole ? 'object-contain' : 'object-cover', mirrored && '-scale-x-100')}
    />
  );
}
