/** What is made of runs that have ended, loaded when the first such text is asked for. */
export { chromeTrace } from '../../../protocol/report/chromeTrace';
export { comparisonReport, compareRuns } from '../../../protocol/report/compareRuns';
export { fieldTimesCsv } from '../../../protocol/report/csv';
export { toMarkdown } from '../../../protocol/report/document';
export { manyReport, manySummary } from '../../../protocol/report/manyRuns';
export { standalonePage } from '../../../protocol/report/page';
export { runReport } from '../../../protocol/report/runReport';
export { summaryJson } from '../../../protocol/report/summaryJson';
export { EMPTY, foldAll } from '../../../protocol/timeline';
