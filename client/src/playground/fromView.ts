/** Whether a message of the view is one the relay knows. A webview is a web page: what it sends is checked. */
import type { FromViewRecords } from '../../../protocol/records';
import type { FromView } from '../../../protocol/webview';
import { FASTEST_PACE } from '../../../protocol/doing';
import { isRunOptions } from './runOptions';

type Shape = (message: Record<string, unknown>) => boolean;

const SHAPES: Record<Exclude<FromView, FromViewRecords>['type'], Shape> = {
  ready: () => true,
  select: ({ selection, another }) => isSelection(selection) && (another === undefined || another === true),
  run: ({ selection, args }) => isSelection(selection) && isRecord(args),
  request: ({ selection, args, as }) => isSelection(selection) && isRecord(args) && (as === 'text' || as === 'curl'),
  cancel: () => true,
  replay: ({ recording, speed }) =>
    (recording === null || typeof recording === 'string') && typeof speed === 'number' && speed >= 0,
  saveRecording: () => true,
  openRecording: () => true,
  tryWithout: ({ at, name, only }) => isLocation(at) && typeof name === 'string' && isOneField(only),
  removeAttribute: ({ at, name, only }) => isLocation(at) && typeof name === 'string' && isOneField(only),
  reveal: ({ at }) => isLocation(at),
  environment: ({ selection }) => isSelection(selection),
  override: ({ selection, name }) => isSelection(selection) && (name === null || typeof name === 'string'),
  removeOverride: ({ selection, name }) => isSelection(selection) && typeof name === 'string',
  runBeside: ({ selection, args }) => isSelection(selection) && isRecord(args),
  forceCancel: () => true,
  bring: ({ selection, args, text, way, pace }) =>
    isSelection(selection) &&
    isRecord(args) &&
    typeof text === 'string' &&
    typeof way === 'string' &&
    (pace === undefined || (typeof pace === 'number' && pace >= 0 && pace <= FASTEST_PACE)),
  browseMedia: ({ selection, media, path }) =>
    isSelection(selection) && typeof media === 'string' && Array.isArray(path) && path.every(isStep),
  arguments: ({ params }) =>
    isRecord(params) && ['function', 'uri', 'text'].every((name) => typeof params[name] === 'string'),
  saveAsTest: ({ selection, args, result }) => isSelection(selection) && isRecord(args) && result !== undefined,
  copyValue: ({ value }) => value !== undefined,
  copyText: ({ what, text }) => typeof what === 'string' && typeof text === 'string',
  callingCode: ({ selection }) => isSelection(selection),
  cancelRun: ({ run }) => typeof run === 'string',
  showRun: ({ run }) => typeof run === 'string',
  sentRequest: ({ as }) => as === 'text' || as === 'curl',
  askQuirks: ({ run }) => typeof run === 'string',
  askMoment: ({ run, length, isFinal }) =>
    typeof run === 'string' && Number.isInteger(length) && Number(length) >= 0 && typeof isFinal === 'boolean',
  askStreamTypes: ({ function: name, project }) => typeof name === 'string' && typeof project === 'string',
  showQuirk: ({ quirk }) => typeof quirk === 'string',
  error: ({ message }) => typeof message === 'string',
};

export function isFromView(message: unknown): message is Exclude<FromView, FromViewRecords> {
  if (!isRecord(message) || typeof message.type !== 'string' || !Object.hasOwn(SHAPES, message.type)) return false;
  return SHAPES[message.type as keyof typeof SHAPES](message);
}

function isSelection(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.function === 'string' &&
    typeof value.project === 'string' &&
    (value.test === null || typeof value.test === 'string') &&
    (value.args === null || typeof value.args === 'string') &&
    (value.client === null || typeof value.client === 'string') &&
    (value.options === undefined || isRunOptions(value.options))
  );
}

function isStep(value: unknown): boolean {
  return typeof value === 'string' || (Number.isInteger(value) && Number(value) >= 0);
}

function isOneField(value: unknown): boolean {
  return value === undefined || (isRecord(value) && isLocation(value.at) && typeof value.name === 'string');
}

function isLocation(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.uri === 'string' &&
    ['line', 'character', 'endLine', 'endCharacter'].every((name) => Number.isInteger(value[name]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
