import { describe, expect, it } from 'vitest';
import { retryConflicts, sqlState, sqlStateOf } from './db-error.ts';

const wrapped = (originalCode: string) =>
  Object.assign(new Error('wrapped'), { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode } } } });
const atCommit = Object.assign(new Error('DriverAdapterError'), { cause: { kind: 'TransactionWriteConflict' } });

describe('the SQLSTATE behind a fault', () => {
  it('is found wherever the driver put it', () => {
    expect(sqlStateOf(wrapped('23P01'))).toBe(sqlState.exclusionViolation);
    expect(sqlStateOf(Object.assign(new Error(), { code: '23505' }))).toBe(sqlState.uniqueViolation);
    expect(sqlStateOf(new Error('outer', { cause: wrapped('42501') }))).toBe(sqlState.insufficientPrivilege);
    expect(sqlStateOf(Object.assign(new Error(), { code: 'P2034' }))).toBe(sqlState.serializationFailure);
    expect(sqlStateOf(atCommit)).toBe(sqlState.serializationFailure);
  });

  it('is not invented for faults from elsewhere', () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    for (const fault of [
      new Error('x'),
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
      Object.assign(new Error(), { code: 'P2025' }),
      null,
      'text',
      circle,
    ]) {
      expect(sqlStateOf(fault)).toBeUndefined();
    }
  });
});

describe('work that met a conflict', () => {
  const failing = (times: number, fault: unknown) => {
    const state = { runs: 0 };
    const work = () => {
      state.runs += 1;
      return state.runs <= times ? Promise.reject(fault) : Promise.resolve('done');
    };
    return { state, work };
  };

  it.each([
    ['40001', wrapped('40001')],
    ['40P01', wrapped('40P01')],
    ['at COMMIT', atCommit],
  ])('is run again: %s', async (_name, fault) => {
    const { state, work } = failing(2, fault);
    expect(await retryConflicts(work)).toBe('done');
    expect(state.runs).toBe(3);
  });

  it('is given up after the fifth time, with the fault as it was', async () => {
    const fault = wrapped('40001');
    const { state, work } = failing(99, fault);
    await expect(retryConflicts(work)).rejects.toBe(fault);
    expect(state.runs).toBe(5);
  });

  it('is not run again for any other fault', async () => {
    const { state, work } = failing(99, wrapped('23505'));
    await expect(retryConflicts(work)).rejects.toThrow();
    expect(state.runs).toBe(1);
  });
});
