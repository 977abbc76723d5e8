// Refuses every connection that would leave this machine, in the test process and in the Node processes that it starts
// (they load this file through NODE_OPTIONS). Unix sockets and loopback pass. Nothing here knows of the test runner.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const refusals: string[] = [];

/** The addresses refused since the last call: the setup file turns each one into a failed test. */
export function takeRefusals(): readonly string[] {
  return refusals.splice(0);
}

/** `localhost`, `*.localhost`, 127.0.0.0/8, `::1`, also in its IPv4-mapped forms. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}

function refuse(address: string): Error {
  refusals.push(address);
  return Object.assign(new Error(`Tests reach loopback only: ${address} was refused.`), { code: 'ECONNREFUSED' });
}

/** The address a connect call is for; undefined for a Unix socket. Node itself hands over its arguments as one array. */
function addressOf(args: readonly unknown[]): { readonly host: string; readonly port: string } | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return undefined;
    const host = 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
    return { host, port: String('port' in first ? first.port : '') };
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return { host: typeof second === 'string' ? second : 'localhost', port: String(first) };
}

function guardSockets(): void {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
    const address = addressOf(args);
    if (address === undefined || isLoopback(address.host)) return Reflect.apply(connect, this, args);
    this.destroy(refuse(`${address.host}:${address.port}`));
    return this;
  };
  const send = dgram.Socket.prototype.send;
  dgram.Socket.prototype.send = function guarded(this: dgram.Socket, ...args: unknown[]): void {
    const host = args.find((arg, index) => index > 0 && typeof arg === 'string');
    if (typeof host === 'string' && !isLoopback(host)) throw refuse(`udp ${host}`);
    Reflect.apply(send, this, args);
  };
}

type Lookup = (...args: unknown[]) => unknown;

/** Callback style: the error goes to the last argument; promise style: the promise rejects. */
function guardLookups(target: object, style: 'callback' | 'promise'): void {
  for (const [name, original] of Object.entries(target)) {
    if (!/^(lookup|resolve.*)$/.test(name) || typeof original !== 'function') continue;
    const guarded: Lookup = (...args) => {
      const [host] = args;
      if (typeof host !== 'string' || isLoopback(host) || net.isIP(host) !== 0)
        return Reflect.apply(original, target, args);
      const error = refuse(`name ${host}`);
      if (style === 'promise') return Promise.reject(error);
      const done = args.at(-1);
      if (typeof done === 'function') process.nextTick(done, error);
      return undefined;
    };
    Object.assign(target, { [name]: guarded });
  }
}

guardSockets();
guardLookups(dns, 'callback');
guardLookups(dns.promises, 'promise');
// Files that took `import { connect } from 'node:net'` or `lookup` before this line see the guarded ones too.
syncBuiltinESMExports();
