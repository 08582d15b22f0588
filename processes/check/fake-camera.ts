import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What a person's fake camera shows: one colour, so that one can tell whose picture arrived. */
export type Colour = 'red' | 'green' | 'blue';

/** Y, Cb, Cr of strong colours, and what they look like after coding: which channel leads. */
const colours: Record<Colour, readonly [number, number, number]> = {
  red: [81, 90, 240],
  green: [145, 54, 34],
  blue: [41, 240, 110],
};

const width = 640;
const height = 480;

/**
 * Writes a short film in YUV4MPEG2 as Chromium's fake camera reads it: the colour, with a brighter bar that wanders, so
 * that frames differ and a frozen picture shows.
 * @returns the film's path, to be given as `--use-file-for-fake-video-capture`
 */
export function writeFakeCamera(folder: string, colour: Colour): string {
  const file = path.join(folder, `${colour}.y4m`);
  const handle = openSync(file, 'w');
  const [y, cb, cr] = colours[colour];
  writeSync(handle, `YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
  const chroma = Buffer.concat([Buffer.alloc((width * height) / 4, cb), Buffer.alloc((width * height) / 4, cr)]);
  for (let frame = 0; frame < 30; frame += 1) {
    const luma = Buffer.alloc(width * height, y);
    for (let row = 0; row < height; row += 1) {
      const at = row * width + ((frame * 20) % (width - 20));
      luma.fill(Math.min(235, y + 40), at, at + 20);
    }
    writeSync(handle, 'FRAME\n');
    writeSync(handle, luma);
    writeSync(handle, chroma);
  }
  closeSync(handle);
  return file;
}
