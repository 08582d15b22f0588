'use client';
import { useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Icon } from '#components/ui/icon.tsx';

interface OwnPictureProps {
  stream: MediaStream | null;
  label: string;
  /** Stands in the place of the picture */
  offText: string;
  className?: string;
}

/** What the camera sees, as in a mirror. */
export function OwnPicture({ stream, label, offText, className }: OwnPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div
      className={classNames('relative aspect-[4/3] overflow-hidden rounded-lg border border-line bg-sunken', className)}
    >
      {stream === null ? (
        <p className="absolute inset-0 grid place-content-center justify-items-center gap-2 p-4 text-center text-ink-soft">
          <Icon name="camera-off" className="size-8" />
          {offText}
        </p>
      ) : (
        <video
          ref={video}
          aria-label={label}
          autoPlay
          muted
          playsInline
          className="size-full -scale-x-100 object-cover"
        />
      )}
    </div>
  );
}
