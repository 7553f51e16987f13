/** What nobody sees in the first paint, and everybody may need right after it: loaded beside it. */
export { tabStops } from '../ui/tabStops';
export { dropZone } from './dropZone';
export { legend } from './legend';
export { splitters } from './splitters';
