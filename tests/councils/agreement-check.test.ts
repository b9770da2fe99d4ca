import { describe, expect, test } from '@jest/globals'
import { checkAgreement } from '../../src/councils/agreement-check.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { moraFile } from './stage.ts'

const whole = {
  causes: 'Få mötesplatser för unga på kvällarna.',
  goals: 'Högst tio anmälda skadegörelser på Noret under 2027.',
  documentation: 'Varje insats skrivs in i åtgärdsplanen.',
  followUp: 'Rådet, fyra gånger om året.',
  validTo: '2028-12-31' as LocalDate | null,
  focusAreas: 5,
}

const check = ({ focusAreas, ...agreement }: typeof whole) => checkAgreement(agreement, focusAreas)

describe('An agreement', () => {
  test.each([
    ['with all six', {}, []],
    ['without focus areas', { focusAreas: 0 }, ['problems']],
    ['without causes', { causes: '' }, ['causes']],
    ['with a dash for causes', { causes: ' – ' }, ['causes']],
    ['without goals', { goals: '' }, ['goals']],
    ['without documentation', { documentation: '\n' }, ['documentation']],
    ['without follow-up', { followUp: '…' }, ['followUp']],
    ['that holds until further notice', { validTo: null }, ['period']],
    [
      'with nothing but its follow-up',
      { causes: '', goals: '', documentation: '', validTo: null, focusAreas: 0 },
      ['problems', 'causes', 'goals', 'documentation', 'period'],
    ],
  ] as const)('%s lacks what it lacks, in the order of Brå', (_, changes, missing) => {
    expect(check({ ...whole, ...changes }).missing).toEqual(missing)
  })

  test.each([
    ['Tryggheten ökar.', true],
    ['Ungdomar mår bättre på kvällstid.', true],
    ['Minska skadegörelsen med 20 %.', false],
    ['Klart till den 1 december.', false],
    ['Hälften så många bränder.', false],
    ['', false],
  ])('whose goals are "%s" gets a hint about it: %s', (goals, vague) => {
    expect(check({ ...whole, goals }).goalsAreVague).toBe(vague)
  })

  test.each([
    ['2016', ['causes', 'goals', 'documentation']],
    ['2019', ['causes', 'goals', 'documentation']],
    ['2023', ['causes', 'goals', 'documentation', 'period']],
  ])('of Mora, the one of %s, lacks what the real one lacks', (key, missing) => {
    const one = moraFile.agreements.find((each) => each.key === key)!
    const { causes = '', goals = '', documentation = '', followUp, validTo, focusAreas } = one
    const agreement = { causes, goals, documentation, followUp, validTo }
    expect(checkAgreement(agreement, focusAreas.length).missing).toEqual(missing)
  })
})
