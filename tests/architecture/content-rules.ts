import type { Source, TreeFile } from './source.ts';
import type { Violation } from './violation.ts';

/** Everything that runs in or around a consultation, comments included. */
const consultationCode = /^(lib|components)\/consultation\/|^app\/.*\/(videoberatung|raum|room)\//;
/** The one place that must be able to name a recorder: it ends the room when one appears. */
const tripwire = /(^|\/)[\w-]*tripwire[\w-]*(\.test)?\.tsx?$/;
/** `recorder_detected` is how a consultation ended; every other recorder is one too many. */
const recording = /egress|recorder(?!_detected)/gi;

const address = /(?:https?:|wss?:)?\/\/((?:[a-z0-9-]+\.)+[a-z]{2,}|localhost|\d+\.\d+\.\d+\.\d+)/gi;
/** Our own machine, names that can never exist (RFC 2606, RFC 6761), and names of XML vocabularies, which nobody loads. */
const ownHost =
  /^(localhost|127\.0\.0\.1|0\.0\.0\.0|(.+\.)?example\.(org|com|net)|.+\.(example|test|invalid|localhost)|www\.w3\.org)$/i;

const mayReadClock = /^lib\/platform\/time\.ts$|\.test\.tsx?$/;

/** What stands inside of files: recording code, foreign hosts, the clock of the process. */
export function checkContents(files: readonly TreeFile[], sources: readonly Source[]): Violation[] {
  return [
    ...files.flatMap(checkRecording),
    ...sources.flatMap(checkRecordingPackages),
    ...sources.filter((source) => servesPeople(source.path)).flatMap(checkHosts),
    ...files.filter((file) => /\.(css|json)$/.test(file.path) && servesPeople(file.path)).flatMap(checkPlainHosts),
    ...sources.flatMap(checkClock),
  ];
}

function servesPeople(path: string): boolean {
  return /^(app|components|lib|messages)\//.test(path) && !/\.test\.tsx?$/.test(path);
}

function checkRecording(file: TreeFile): Violation[] {
  if (!consultationCode.test(file.path) || tripwire.test(file.path)) return [];
  return [...new Set(file.text.match(recording) ?? [])].map((found) => ({
    file: file.path,
    rule: 'no-recording-code',
    found,
    instead: 'A consultation is never recorded (VC3): remove it; only a file named *tripwire* may look for recorders.',
  }));
}

/** The media server's recording clients are imported nowhere, whatever room they are for. */
function checkRecordingPackages(source: Source): Violation[] {
  return source.imports
    .flatMap((statement) => statement.names)
    .filter((name) => /^(Egress|Encoded(File|Output)|SegmentedFileOutput|StreamOutput)/.test(name))
    .map((found) => ({
      file: source.path,
      rule: 'no-recording-code',
      found,
      instead: 'No part of the product asks the media server to record (VC3, VB4): remove it.',
    }));
}

function checkHosts(source: Source): Violation[] {
  return source.strings.flatMap((text) => foreignHosts(text, source.path));
}

function checkPlainHosts(file: TreeFile): Violation[] {
  return foreignHosts(file.text.replace(/\/\*[\s\S]*?\*\//g, ''), file.path);
}

function foreignHosts(text: string, path: string): Violation[] {
  return [...text.matchAll(address)]
    .map((match) => match[1] ?? '')
    .filter((host) => !ownHost.test(host))
    .map((host) => ({
      file: path,
      rule: 'no-third-party-host',
      found: host,
      instead: 'Serve it ourselves, or let the operator declare it in the environment (DP2).',
    }));
}

function checkClock(source: Source): Violation[] {
  if (!source.path.startsWith('lib/') || mayReadClock.test(source.path)) return [];
  return source.clockReads.map((found) => ({
    file: source.path,
    rule: 'no-clock-in-lib',
    found,
    instead: 'Take `now` as an argument, or ask appNow() of platform/time: database and processes share one clock.',
  }));
}
