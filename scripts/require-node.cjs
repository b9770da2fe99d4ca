// Read before anything else is imported: on Node 20 the SQLite driver ends the process without a word,
// and TypeScript files are not understood. Inside npm scripts the bundled Node 24 (devDependency "node") comes first.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  const cure = process.env.npm_lifecycle_event
    ? '"npm ci" brings a Node 24 of its own, and it is not there: npm was told not to run install scripts (ignore-scripts).\n' +
      'Fetch it with: npm rebuild node --ignore-scripts=false'
    : 'Run it through npm (npm start, npm run serve): "npm ci" brings a Node 24 of its own.'
  console.error(
    `Tryggve needs Node.js 22.18 or newer, and this is ${process.versions.node}.\n${cure}\n` +
      'On a server installed with "npm ci --omit=dev", install Node.js 24 instead.',
  )
  process.exit(1)
}
