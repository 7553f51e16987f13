/** The inspector's tabs beside the tree: loaded with the first of them that is opened. */
export { diffTab } from './diffTab';
export { finalTab } from './finalTab';
export { promptTab } from './promptTab';
export { rawTab } from './rawTab';
export { typeTab } from './typeTab';
export { uiTab } from './uiTab';
