// Loaded into the Agents Playground, which would otherwise listen on every network interface: whoever sits in the same
// network could then write as the demo's people. A server that names no host listens on this machine only.
const { Server } = require('node:net')

const { listen } = Server.prototype
Server.prototype.listen = function listenOnLoopback(...args) {
  if (typeof args[0] === 'number' && typeof args[1] !== 'string') args.splice(1, 0, '127.0.0.1')
  return listen.apply(this, args)
}
