import { describe, expect, test } from '@jest/globals'
import { agreementOn, daysMeant, type FocusArea, focusAreaFor } from '../../src/councils/council.ts'
import type { AgreementId, FocusAreaId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { moraFile, readJson } from './stage.ts'

const day = (text: string) => text as LocalDate

function focusAreasIn(agreementKey: string): readonly FocusArea[] {
  const agreement = moraFile.agreements.find((one) => one.key === agreementKey)!
  return agreement.focusAreas.map((area, position) => ({
    ...area,
    id: area.key as FocusAreaId,
    agreementId: agreementKey as AgreementId,
    validFrom: agreement.validFrom,
    validTo: agreement.validTo,
    position,
  }))
}

interface Training {
  readonly incidents: readonly { id: string; category: string; area: string; focusArea: string }[]
}

describe('which focus area something belongs to', () => {
  test('the agreement of 2016 sorts every incident of the training data as its authors did', () => {
    const areas = focusAreasIn('2016')
    const { incidents } = readJson('data/training-data.json') as Training
    const sorted = incidents.map(({ id, category, area }) => [
      id,
      focusAreaFor(areas, { categoryKey: category, area })?.key,
    ])
    expect(sorted).toEqual(incidents.map(({ id, focusArea }) => [id, focusArea]))
  })

  test('an area of town wins over the whole municipality, and only for the categories it names', () => {
    const areas = focusAreasIn('2016')
    expect(focusAreaFor(areas, { categoryKey: 'noise', area: 'Noret' })?.key).toBe('NORET')
    expect(focusAreaFor(areas, { categoryKey: 'noise', area: 'Färnäs' })?.key).toBe('PLATS')
    expect(focusAreaFor(areas, { categoryKey: 'speeding', area: 'Noret' })?.key).toBe('TRAFIK')
    expect(focusAreaFor(areas, { categoryKey: 'noise', area: undefined })?.key).toBe('PLATS')
  })

  test('"Annat" belongs to none, and neither does anything when no area is in force', () => {
    expect(focusAreaFor(focusAreasIn('2016'), { categoryKey: 'other', area: 'Noret' })).toBeUndefined()
    expect(focusAreaFor([], { categoryKey: 'noise', area: 'Noret' })).toBeUndefined()
  })

  test.each(['2016', '2019', '2023'])(
    'every category but "Annat" has an area in the agreement of %s',
    (key) => {
      const areas = focusAreasIn(key)
      const without = moraFile.categories
        .map((category) => category.key)
        .filter((categoryKey) => !focusAreaFor(areas, { categoryKey, area: undefined }))
      expect(without).toEqual(['other'])
    },
  )
})

describe('the training data and the council fit together', () => {
  test('every place and category of the training data is the council’s', () => {
    const { incidents } = readJson('data/training-data.json') as {
      incidents: readonly { place: string; area: string; category: string; reportingOrg: string }[]
    }
    const places = new Map(moraFile.places.map((place) => [place.name, place.area]))
    for (const incident of incidents) {
      expect([incident.place, places.get(incident.place)]).toEqual([incident.place, incident.area])
      expect(moraFile.categories.map((one) => one.key)).toContain(incident.category)
      expect(moraFile.organisations.map((one) => one.key)).toContain(incident.reportingOrg)
    }
  })
})

describe('which day and which agreement', () => {
  test('a year means its first of July before its last and first day, a day itself, and anything else nothing', () => {
    expect(daysMeant('2017')).toEqual(['2017-07-01', '2017-12-31', '2017-01-01'])
    expect(daysMeant('2017-05-01')).toEqual(['2017-05-01'])
    for (const wrong of ['', '17', '2017-02-30', '2017-5-1', 'i går', '20170501', '2017-13-01'])
      expect(daysMeant(wrong)).toEqual([])
  })

  test('both ends of the period belong to it, and the year 2022 had no agreement', () => {
    const agreements = moraFile.agreements.map((one) => ({
      ...one,
      id: one.key as AgreementId,
      causes: '',
      goals: '',
      documentation: '',
      registryNumber: null,
    }))
    const on = (date: string) => agreementOn(agreements, day(date))?.key
    expect(on('2016-09-01')).toBeUndefined()
    expect(on('2016-09-02')).toBe('2016')
    expect(on('2018-12-31')).toBe('2016')
    expect(on('2019-01-01')).toBe('2019')
    expect(on('2021-12-31')).toBe('2019')
    expect(on('2022-01-01')).toBeUndefined()
    expect(on('2023-01-01')).toBe('2023')
    expect(on('2050-01-01')).toBe('2023')
  })
})
