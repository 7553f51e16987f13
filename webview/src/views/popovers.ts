/** What opens over the timeline: loaded when it is asked for. */
export { details } from './details';
export { help } from './help';
