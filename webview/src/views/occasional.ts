/** What stands between the run bar and the timeline now and then: loaded when there is something to say. */
export { attemptList } from './attempts';
export { banner } from './banner';
export { fileProblems } from './fileProblems';
export { sideRunsList } from './sideRuns';
