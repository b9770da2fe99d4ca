declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string
  }
  const snowball: { newStemmer(language: 'swedish'): Stemmer }
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS, and this says how it is.
  export default snowball
}
