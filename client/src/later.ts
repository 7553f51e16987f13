/**
 * What the extension does not need to be there: a bundle of its own (esbuild.mjs), loaded with the first of these imports. Those who need
 * a part import the part; in VS Code for the Web everything is in one file.
 */
export * from './expectations/reading';
export * from './keys/manageKeys';
export * from './playground/lastRun';
export * from './playground/recordingPicker';
export * from './playground/reports';
export * from './playground/runExports';
export * from './testing/runExpectations';
export * from './testing/runTest';
export * from './verify/verifyRun';
