/** What takes the place of the timeline: loaded when it is asked for. */
export { compareView } from './compare';
export { manyForm, manyView } from './many';
