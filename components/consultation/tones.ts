/** Three soft tones, for the test of the loudspeaker and for "you are let in". @returns when they are over */
export async function playTones(): Promise<void> {
  const context = new AudioContext();
  try {
    // A browser that was not pressed yet keeps silent; nothing depends on it.
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
    const gain = context.createGain();
    gain.gain.value = 0;
    gain.connect(context.destination);
    for (const [index, frequency] of [523, 659, 784].entries()) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = frequency;
      oscillator.connect(gain);
      const at = context.currentTime + index * 0.45;
      gain.gain.setTargetAtTime(0.18, at, 0.03);
      gain.gain.setTargetAtTime(0, at + 0.28, 0.05);
      oscillator.start(at);
      oscillator.stop(at + 0.45);
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
  } finally {
    await context.close();
  }
}
