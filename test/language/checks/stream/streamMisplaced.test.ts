import { checkCases } from '../../../support/markers';

/** Found by the parser; what is said is written in `syntax/grammar`. */
describe('check: stream-misplaced', () => {
  checkCases('checks/stream/streamMisplaced');
});
