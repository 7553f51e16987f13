/** The checks of stream attributes, in the order in which their findings are listed at one place. Nothing else. */
import type { Check } from '../check';
import { streamAliasOverride } from './streamAliasOverride';
import { streamArguments } from './streamArguments';
import { streamAttrDeadInDoneClass } from './streamAttrDeadInDoneClass';
import { streamBlockOnFieldLine } from './streamBlockOnFieldLine';
import { streamClassInAlias } from './streamClassInAlias';
import { streamDoneInStringUnion } from './streamDoneInStringUnion';
import { streamDoneInsideDone } from './streamDoneInsideDone';
import { streamDoneNullableIneffective } from './streamDoneNullableIneffective';
import { streamDoneRedundantAtomic } from './streamDoneRedundantAtomic';
import { streamDoneReturn } from './streamDoneReturn';
import { streamDuplicate } from './streamDuplicate';
import { streamDynamicBlock } from './streamDynamicBlock';
import { streamEnumDone } from './streamEnumDone';
import { streamEnumValue } from './streamEnumValue';
import { streamInValueBlock } from './streamInValueBlock';
import { streamLinePlacement } from './streamLinePlacement';
import { streamListDoneNull } from './streamListDoneNull';
import { streamMapKey } from './streamMapKey';
import { streamNotNullBlockUnused } from './streamNotNullBlockUnused';
import { streamNotNullCollection } from './streamNotNullCollection';
import { streamNotNullInner } from './streamNotNullInner';
import { streamNotNullLate } from './streamNotNullLate';
import { streamNotNullNullable } from './streamNotNullNullable';
import { streamOnInput } from './streamOnInput';
import { streamOnReturn } from './streamOnReturn';
import { streamRecursiveAlias } from './streamRecursiveAlias';
import { streamUnknown } from './streamUnknown';
import { streamWithSkip } from './streamWithSkip';
import { streamWithStateAtomic } from './streamWithStateAtomic';
import { streamWithStateInnerIneffective } from './streamWithStateInnerIneffective';

export const STREAM_CHECKS: readonly Check[] = [
  streamUnknown,
  streamArguments,
  streamDuplicate,
  streamAliasOverride,
  streamAttrDeadInDoneClass,
  streamBlockOnFieldLine,
  streamClassInAlias,
  streamDoneInStringUnion,
  streamDoneInsideDone,
  streamDoneNullableIneffective,
  streamDoneRedundantAtomic,
  streamDoneReturn,
  streamDynamicBlock,
  streamEnumDone,
  streamEnumValue,
  streamInValueBlock,
  streamLinePlacement,
  streamListDoneNull,
  streamMapKey,
  streamNotNullBlockUnused,
  streamNotNullCollection,
  streamNotNullInner,
  streamNotNullLate,
  streamNotNullNullable,
  streamOnInput,
  streamOnReturn,
  streamRecursiveAlias,
  streamWithSkip,
  streamWithStateAtomic,
  streamWithStateInnerIneffective,
];
