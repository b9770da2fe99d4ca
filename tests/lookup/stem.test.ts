import { describe, expect, test } from '@jest/globals'
import { stemsOf, tokensIn } from '../../src/lookup/index.ts'

const forms = `
lampa lampan lampor lamporna lampans
buskörning buskörningen buskörningar buskörningarna
bil bilen bilar bilarna bilars
moped mopeden mopeder mopederna
klotter klottret klottrets
fönster fönstret fönstren fönsterna
cykel cykeln cyklar cyklarna
nyckel nyckeln nycklar nycklarna
skadegörelse skadegörelsen skadegörelser
inbrott inbrottet inbrotten
fordon fordonet fordonen
ungdom ungdomen ungdomar ungdomarna ungdomars
bråk bråket bråken
skola skolan skolor skolorna skolans
parkering parkeringen parkeringar
station stationen stationer stationerna stationens
gäng gänget gängen
krossad krossade krossat
trasig trasiga trasigt
olycka olyckan olyckor olyckorna
båt båten båtar båtarna
stöld stölden stölder stölderna
bänk bänken bänkar bänkarna
hållplats hållplatsen hållplatser
tunnel tunneln tunnlar tunnlarna
natt natten nätter nätterna
vägg väggen väggar väggarna
dörr dörren dörrar dörrarna
ruta rutan rutor rutorna
brand branden bränder bränderna
papperskorg papperskorgen papperskorgar
flaska flaskan flaskor flaskorna
spruta sprutan sprutor sprutorna
motorcykel motorcykeln motorcyklar
epatraktor epatraktorn epatraktorer
lägenhet lägenheten lägenheter
otrygg otrygga otryggt
hög höga högt
centrum centret centrumet
torg torget torgen
gata gatan gator gatorna
hus huset husen husens
källare källaren källarna
kamera kameran kameror
vapen vapnet vapnen
raket raketen raketer
smällare smällaren smällarna
staket staketet staketen
skylt skylten skyltar skyltarna
papper pappret papperet
container containern containrar
kafé kaféet kaféer`
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

/** Pairs that look alike and are not: finding one for the other would bury what was asked for. */
const strangers = `
väg vägg
lasarett lås
hot hotell
bok bak
park spark
skola skal
kol kall
ring regn
bil bild
Noret Norrland
Mora Mars`
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

describe('A word', () => {
  test.each(forms)('%s is found by every form of it', (...words) => {
    expect(new Set(words.map((word) => stemsOf(word)[0])).size).toBe(1)
  })

  test.each(forms)('%s is found without åäö and in capitals', (...words) => {
    const [word = ''] = words
    const bare = word.normalize('NFD').replace(/\p{M}/gu, '')
    for (const written of [bare, word.toUpperCase(), word.normalize('NFD')]) {
      expect(stemsOf(written)).toEqual(stemsOf(word))
    }
  })

  test.each(strangers)('%s is not %s', (one = '', other = '') => {
    expect(stemsOf(one)).not.toEqual(stemsOf(other))
  })
})

describe('The words of a text', () => {
  test('are without the small ones', () => {
    expect(stemsOf('Det är en lampa på gatan som inte lyser')).toEqual(stemsOf('lampa gatan lyser'))
    expect(stemsOf('på och i en')).toEqual([])
    expect(stemsOf('')).toEqual([])
  })

  test('are the parts of what has a hyphen, but a number of an incident is one', () => {
    expect(stemsOf('moped-gäng')).toEqual(stemsOf('moped gäng'))
    expect(stemsOf('H-2026-0001 ÖVN-2026-0012')).toEqual(['h-2026-0001', 'ovn-2026-0012'])
  })

  test('stand where they are in the text, also when it is decomposed', () => {
    const text = 'Två BÄNKAR, vid “Älgvägen”'.normalize('NFD')
    expect(tokensIn(text).map(({ start, end }) => text.slice(start, end).normalize('NFC'))).toEqual([
      'Två',
      'BÄNKAR',
      'Älgvägen',
    ])
  })
})
