/** Text with every sign that markdown or Teams would act on, around words that are easily found again. */
export const trickyText = [
  '**fetstil** _kursivt_ `koden` ~~struket~~ [länken](http://exempel.se) ![bilden](http://exempel.se/b.png)',
  '<at>Någon</at> åäö é 🙂 <b>taggen</b>',
  '# Rubriken',
  '- punkten',
  '+ plustecknet',
  '1. första',
  '> citatet',
  '| kolumnen |',
  '{{DATE(2026-11-24T08:00:00Z, SHORT)}}',
  '\\*',
].join('\n')
