/** Absolute path of the folder `test/` in the source tree, put in by the test build. */
declare const __TEST_ROOT__: string;
