/**
 * What is there now and then: between the run bar and the timeline, over it, before any run, and for a screen reader. Loaded when there is
 * something to say.
 */
export { announcement, milestones } from '../announce';
export { RowNotes } from '../rowNotes';
export { whatIfWords } from '../whatIfWords';
export { attemptLanes } from './attemptLanes';
export { attemptList } from './attempts';
export { banner } from './banner';
export { details } from './details';
export { fileProblems } from './fileProblems';
export { help } from './help';
export { problemsList } from './problems';
export { recordingsList } from './recordings';
export { sideRunsList } from './sideRuns';
export { whatIfBar } from './whatIf';
