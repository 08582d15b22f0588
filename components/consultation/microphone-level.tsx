'use client';
import { useEffect, useRef } from 'react';
import { Meter } from '#components/ui/meter.tsx';

interface MicrophoneLevelProps {
  stream: MediaStream;
  label: string;
  text: string;
  /** Called once, when something was heard */
  onHeard?: () => void;
}

/** Loud enough to be speech rather than a room. */
const speech = 0.12;

/** A bar that moves with what the microphone hears. */
export function MicrophoneLevel({ stream, label, text, onHeard }: MicrophoneLevelProps) {
  const meter = useRef<HTMLMeterElement>(null);
  const heard = useRef(onHeard);
  useEffect(() => {
    heard.current = onHeard;
  }, [onHeard]);
  useEffect(() => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let told = false;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      const level = Math.min(1, loudness * 5);
      if (meter.current !== null) meter.current.value = level;
      if (level < speech || told) return;
      told = true;
      heard.current?.();
    }, 80);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [stream]);
  return <Meter ref={meter} label={label} value={0} text={text} />;
}
