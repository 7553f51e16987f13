import assert from 'node:assert/strict';
import { jsonReport } from '../../../cli/src/report/json';
import { junitReport } from '../../../cli/src/report/junit';
import { plainReport } from '../../../cli/src/report/plain';
import type { Report } from '../../../cli/src/report/report';

const REPORT: Report = {
  command: 'test',
  groups: [
    {
      name: 'Extract<T>',
      items: [
        { name: 'Short', status: 'passed', ms: 1234 },
        {
          name: 'Long & "wide"',
          status: 'failed',
          message: 'the sum is wrong\u0000',
          at: { file: 'a.baml', line: 3, column: 5 },
          expected: '== 6',
          actual: '5.0',
          ms: 20,
        },
        { name: 'Old', status: 'skipped', message: 'no recording' },
        { name: 'late', status: 'warning', at: { file: 'a.baml', line: 1, column: 1 } },
      ],
    },
  ],
};

describe('reports of the command line', () => {
  it('plain: a line each, what is wrong below it, and the counts', () => {
    assert.equal(
      plainReport(REPORT, false),
      `Extract<T>
  ✓ Short  1.23 s
  ✗ Long & "wide"  20 ms
      the sum is wrong\u0000
      a.baml:3:5
  – Old
      no recording
  ! late
      a.baml:1:1

1 passed, 1 failed, 1 warning, 1 skipped`,
    );
    assert.ok(plainReport(REPORT, true).includes('\x1b[31m✗\x1b[0m'));
  });

  it('json: the report and its totals', () => {
    const { groups, totals } = JSON.parse(jsonReport(REPORT)) as { groups: unknown; totals: unknown };
    assert.deepEqual(groups, JSON.parse(JSON.stringify(REPORT.groups)));
    assert.deepEqual(totals, { passed: 1, failed: 1, warning: 1, skipped: 1 });
  });

  it('junit: well-formed XML whatever the texts hold', () => {
    assert.equal(
      junitReport(REPORT),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="baml-live test">
  <testsuite name="Extract&lt;T&gt;" tests="4" failures="1" skipped="1" time="1.254">
    <testcase classname="Extract&lt;T&gt;" name="Short" time="1.234"/>
    <testcase classname="Extract&lt;T&gt;" name="Long &amp; &quot;wide&quot;" time="0.020">
      <failure message="the sum is wrong\ufffd">the sum is wrong\ufffd&#10;expected: == 6&#10;actual: 5.0&#10;a.baml:3:5</failure>
    </testcase>
    <testcase classname="Extract&lt;T&gt;" name="Old" time="0.000">
      <skipped message="no recording"/>
    </testcase>
    <testcase classname="Extract&lt;T&gt;" name="late" time="0.000">
      <system-out>a.baml:1:1</system-out>
    </testcase>
  </testsuite>
</testsuites>`,
    );
  });
});
