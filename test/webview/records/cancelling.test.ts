import assert from 'node:assert/strict';
import { manyRuns } from '../../../webview/dev/scenarios';
import { cancelling, goingRuns, isStopping } from '../../../webview/src/records/cancelling';
import { changeRecords, NO_RECORDS, receiveRecords } from '../../../webview/src/records/state';
import type { ToViewRecords } from '../../../protocol/records';

const opened = receiveRecords(NO_RECORDS, manyRuns() as ToViewRecords);

describe('cancelling several runs', () => {
  it('cancels what goes on; pressed again nobody waits any more', () => {
    assert.deepEqual(goingRuns(opened.many), ['b2', 'b3']);
    const [first, change] = cancelling(opened.many, null);
    assert.deepEqual(first, { type: 'cancelMany', run: null });
    const asked = changeRecords(opened, change);
    assert.ok(isStopping(asked.many));
    assert.deepEqual(cancelling(asked.many, null)[0], { type: 'cancelMany', run: null, force: true });
  });

  it('of one run says nothing about the others', () => {
    const asked = changeRecords(opened, cancelling(opened.many, 'b2')[1]);
    assert.deepEqual(
      [isStopping(asked.many, 'b2'), isStopping(asked.many, 'b3'), isStopping(asked.many)],
      [true, false, false],
    );
    assert.deepEqual(cancelling(asked.many, 'b2')[0], { type: 'cancelMany', run: 'b2', force: true });
    assert.deepEqual(cancelling(asked.many, null)[0], { type: 'cancelMany', run: null });
  });

  it('is forgotten with the runs it was about', () => {
    const asked = changeRecords(opened, cancelling(opened.many, null)[1]);
    const message = manyRuns();
    assert.ok(message.type === 'many' && message.many);
    const same = receiveRecords(asked, message);
    const other = receiveRecords(asked, { type: 'many', many: { ...message.many, id: 'another' } });
    assert.deepEqual([same.many.stopping, other.many.stopping], [['b2', 'b3'], []]);
  });
});
